#!/usr/bin/env bash
# Every check in turn; those that fail are shown whole and named at the end.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
unset "${!QUALTRACK_@}" "${!DJANGO_@}" "${!AWS_@}" "${!OIDC_@}" DATABASE_URL REDIS_URL STORAGE_URL CLAMAV_URL \
    EMAIL_URL SECRET_KEY DEBUG ALLOWED_HOSTS

QUALTRACK_VAR=$(mktemp -d)
export QUALTRACK_VAR
trap 'rm -rf "$QUALTRACK_VAR"' EXIT
failed=()

check() {
    local name=$1 said
    shift
    if said=$("$@" 2>&1); then
        printf 'ok      %s\n' "$name"
    else
        printf 'FAILED  %s\n%s\n\n' "$name" "$said"
        failed+=("$name")
    fi
}

as_production() {
    env QUALTRACK_ENV=production SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
        ALLOWED_HOSTS=qualtrack.example DATABASE_URL=postgres://nobody@localhost/none \
        REDIS_URL=redis://localhost:6379/0 EMAIL_URL=smtp://localhost:25 STORAGE_URL=s3://files "$@"
}

# As somebody deploys it, with the three names that are theirs to choose.
composed() {
    env ALLOWED_HOSTS=qualtrack.example DEFAULT_FROM_EMAIL=office@qualtrack.example \
        FILES_URL=https://files.qualtrack.example docker-compose "$@"
}

check "ruff check" ruff check
check "ruff format" ruff format --check
check "djlint" djlint templates --lint --quiet
check "djade" find templates -name '*.html' -exec djade --target-version 5.2 --check {} +
check "mypy" mypy
check "import-linter" lint-imports
check "deptry" deptry .
check "migrations" python manage.py makemigrations --check --dry-run
check "settings in production" as_production python manage.py check --deploy --fail-level WARNING
check "compose" composed -f docker-compose.yml config -q
check "compose's schema" check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
check "hadolint" hadolint Dockerfile
check "generated docs" python -m qualtrack.generated --check docs

if [ ${#failed[@]} -gt 0 ]; then
    printf '%d failed:' "${#failed[@]}"
    printf ' %s;' "${failed[@]}"
    printf '\n'
    exit 1
fi
