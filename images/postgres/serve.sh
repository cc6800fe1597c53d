#!/usr/bin/env bash
# A PostgreSQL server in a pod: makes its data folder when there is none ($PGDATA, and $POSTGRES_PASSWORD of the user postgres), then
# serves. For trying things out; more arguments go to the server.
set -euo pipefail
: "${PGDATA:=/data/postgres}" "${POSTGRES_PASSWORD:?the password of the user postgres}"
export PGDATA

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  rm -rf "$PGDATA.new"
  initdb -D "$PGDATA.new" -U postgres -E UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256 \
    --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD")
  printf 'host all all all scram-sha-256\nhost replication all all scram-sha-256\n' >>"$PGDATA.new/pg_hba.conf"
  # A folder that is half made is never served.
  mv "$PGDATA.new" "$PGDATA"
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp -c wal_level=logical -c max_wal_senders=20 \
  -c max_replication_slots=20 "$@"
