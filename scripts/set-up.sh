#!/usr/bin/env bash
# Makes this machine ready, and does nothing when it is: `set-up.sh run` or `set-up.sh test`.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
UV_VERSION=0.13.9
export UV_PYTHON_DOWNLOADS=never

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" >&2
}

# Installs the named Debian packages, or says which are needed.
install_packages() {
    if may_install; then
        say "Installing: $*"
        if apt_get update && apt_get install -y --no-install-recommends "$@"; then
            return 0
        fi
    fi
    say "qualtrack needs these system packages, which could not be installed from here: $*"
    say "On Debian or Ubuntu: sudo apt-get install $*"
    return 1
}

# By the name that Linux gives the library, or the one by which other systems find it.
has_library() {
    "$PYTHON" -c 'import ctypes, ctypes.util, sys
try: ctypes.CDLL(sys.argv[1])
except OSError: sys.exit(ctypes.util.find_library(sys.argv[2]) is None)' "$1" "$2" 2>/dev/null
}

missing_for_uploads() {
    has_library libmagic.so.1 magic || echo libmagic1
}

missing_for_pdfs() {
    has_library libpango-1.0.so.0 pango-1.0 || echo libpango-1.0-0
    has_library libpangoft2-1.0.so.0 pangoft2-1.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 harfbuzz-subset || echo libharfbuzz-subset0
    [ "$(uname)" != Linux ] || compgen -G '/usr/share/fonts/*dejavu*' >/dev/null ||
        compgen -G '/usr/share/fonts/*/*dejavu*' >/dev/null || echo fonts-dejavu-core
}

missing_to_run() {
    missing_for_uploads
    missing_for_pdfs
}

missing_to_test() {
    [ -x /usr/bin/chromium ] || echo chromium
    command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
    command -v npm >/dev/null 2>&1 || echo npm
    command -v pdftotext >/dev/null 2>&1 || echo poppler-utils
    command -v clamd >/dev/null 2>&1 || [ -x /usr/sbin/clamd ] || echo clamav-daemon
    command -v redis-server >/dev/null 2>&1 || command -v valkey-server >/dev/null 2>&1 || echo redis-server
}

make_uv() {
    if [ "$(.boot/bin/uv --version 2>/dev/null | cut -d' ' -f2)" = "$UV_VERSION" ]; then return; fi
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "qualtrack needs Python 3.11 or later; $PYTHON is $("$PYTHON" --version 2>&1). Choose another with PYTHON=..."
        exit 1
    fi
    "$PYTHON" -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
    "$PYTHON" -m venv --clear .boot
    .boot/bin/pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
}

# The stamp holds the digest of the lock that the environment was made from.
make_venv() {
    local stamp=.venv/.made-from wanted
    wanted=$(sha256sum requirements.lock | cut -d' ' -f1)
    if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
    make_uv
    [ -x .venv/bin/python ] || .boot/bin/uv venv --quiet --clear --python "$PYTHON" .venv
    VIRTUAL_ENV=.venv .boot/bin/uv pip sync --quiet --require-hashes requirements.lock
    printf '%s\n' "$wanted" >"$stamp"
}

# The OpenID provider of the tests: fetched by npm, run by the Node that Playwright brings.
make_openid() {
    local place=tests/services/openid_provider
    if cmp -s $place/package-lock.json $place/node_modules/.made-from; then return; fi
    (cd $place && npm ci --silent --no-progress) >&2
    cp $place/package-lock.json $place/node_modules/.made-from
}

# Two locks of the same versions: everything, and what the running program alone needs, for its image.
lock() {
    make_uv
    local common=(--universal --generate-hashes --quiet --no-header --no-emit-index-url --no-emit-find-links)
    .boot/bin/uv pip compile pyproject.toml --group dev "${common[@]}" "$@" -o requirements.lock
    .boot/bin/uv pip compile pyproject.toml "${common[@]}" --constraint requirements.lock -o requirements-run.lock
}

install_missing() {
    local missing
    missing=$("$@")
    # shellcheck disable=SC2086  # one word a package
    [ -z "$missing" ] || install_packages $missing
}

case "${1:-}" in
    python) make_venv ;;
    run)
        if ! install_missing missing_to_run; then
            [ -z "$(missing_for_uploads)" ] || exit 1
            say "Going on without: PDFs fail until it is installed."
        fi
        make_venv
        ;;
    test)
        install_missing missing_to_run
        install_missing missing_to_test
        make_venv
        make_openid
        ;;
    lock) shift; lock "$@" ;;
    *) say "usage: $0 python|run|test|lock"; exit 2 ;;
esac
