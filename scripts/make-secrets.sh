#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml under secrets/, each once: what is there already is never changed.
# EMAIL_URL=smtp+tls://user:password@host:587 is yours to give.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077

# Containers read them as other users, so the files are open; the directory, which only its owner enters, is not.
mkdir -p secrets
chmod 700 secrets

random() { head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n='; }

kept() {
    [ -s "secrets/$1" ] || { printf '%s\n' "$2" >"secrets/$1" && printf 'Made    secrets/%s\n' "$1"; }
    chmod 444 "secrets/$1"
}

if [ ! -s secrets/email_url ] && [ -z "${EMAIL_URL:-}" ]; then
    printf 'Say which mail server to use: make secrets EMAIL_URL=smtp+tls://user:password@host:587\n' >&2
    exit 1
fi
kept email_url "${EMAIL_URL:-}"
kept secret_key "$(random)"
kept postgres_password "$(random)"
kept database_url "postgres://qualtrack:$(cat secrets/postgres_password)@postgres:5432/qualtrack"
kept aws_secret_access_key "$(random)"
kept store_keys "{\"identities\": [{\"name\": \"qualtrack\", \"actions\": [\"Admin\", \"Read\", \"Write\", \"List\", \"Tagging\"],
 \"credentials\": [{\"accessKey\": \"qualtrack\", \"secretKey\": \"$(cat secrets/aws_secret_access_key)\"}]}]}"
printf 'All secrets are in secrets/. Keep a copy where no backup of the data is kept.\n'
