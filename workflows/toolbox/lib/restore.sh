# A scratch database: its name carries the operation, its comment the backup. It holds what the original holds, so
# nobody but its owner may connect, and it is dropped at the end, however that comes.

consequence() {
  echo "the datastore's own database and the backup were not touched; at most the scratch database $SCRATCH_DATABASE is left, which drop removes."
}

on_check() {
  sql_at CHECK postgres -v name="$SCRATCH_DATABASE" "$@"
}

on_scratch() {
  sql_at CHECK "$SCRATCH_DATABASE" -v tables="$TABLES"
}

# Leaves CHOSEN. Says what would be there instead.
choose_backup() {
  CHOSEN=${BACKUP:-latest}
  if [ "$CHOSEN" = latest ]; then
    CHOSEN=$(newest_whole)
    [ -n "$CHOSEN" ] || fail "there is no whole backup of $DATASTORE in $FOLDER$([ -z "$(finished_backups)" ] || echo " ($(finished_backups | wc -l) are there whose list of files is broken)")." \
      "nothing was changed." "take one: /dre backup $DATASTORE."
  fi
  [[ $CHOSEN =~ $BACKUP_NAME && -d $FOLDER/$CHOSEN ]] || fail "there is no backup \"$CHOSEN\" of $DATASTORE." "nothing was changed." \
    "name one of these, or latest: $(finished_backups | head -n 5 | paste -sd ' ' | sed 's/^$/none is there/')."
}

# none, ours, whole (ours, and all is restored) or theirs; and the backup that is in it.
scratch_stands() {
  local comment=''
  if [ "$(on_check <<<"SELECT count(*) FROM pg_database WHERE datname = :'name'")" = 0 ]; then
    echo none
    return 0
  fi
  comment=$(on_check <<<"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = :'name'")
  case $comment in
    "restore-check of $DRE_OPERATION: "*) echo "ours ${comment##*: }" ;;
    "restore-check of $DRE_OPERATION, restored: "*) echo "whole ${comment##*: }" ;;
    # Between its making and its comment there is nothing in it.
    '') if [ "$(on_scratch <<<"SELECT count(*) FROM (:tables) AS t")" = 0 ]; then echo "ours -"; else echo theirs; fi ;;
    *) echo theirs ;;
  esac
}

refuse_theirs() {
  [ "$1" != theirs ] || fail "there is a database $SCRATCH_DATABASE on $CHECK_HOST:$CHECK_PORT that this operation did not make." \
    "it was not touched." "rename or drop it after looking whose it is, then run it again."
}

run_look() {
  local right number stands
  choose_backup
  refuse_faulty "$CHOSEN" "nothing was changed."
  IFS=$'\t' read -r right number < <(on_check <<<"SELECT rolsuper OR rolcreatedb, current_setting('server_version_num') FROM pg_roles WHERE rolname = current_user")
  [ "${right:-f}" = t ] || fail "$CHECK_USER may not make databases on $CHECK_HOST:$CHECK_PORT." "nothing was changed." "ALTER ROLE \"$CHECK_USER\" CREATEDB there, then run it again."
  [ $((number / 10000)) -ge $(($(manifest "$CHOSEN" version_num) / 10000)) ] || fail \
    "the backup is of PostgreSQL $(manifest "$CHOSEN" version), and $CHECK_HOST:$CHECK_PORT is older." "nothing was changed." "choose a place with the same version or a newer one (--on)."
  stands=$(scratch_stands)
  refuse_theirs "$stands"
  outputs backup "$CHOSEN" taken_at "$(manifest "$CHOSEN" taken_at)" age_seconds "$(($(date +%s) - $(date -d "$(manifest "$CHOSEN" taken_at)" +%s)))" bytes "$(bytes_of "$FOLDER/$CHOSEN")" \
    tables "$(grep -c '^table' "$FOLDER/$CHOSEN/manifest.tsv" || true)" compares "$(manifest "$CHOSEN" compare)"
}

run_restore() {
  local began pid all restored stands errors code=0
  choose_backup
  looks_whole "$CHOSEN" || refuse_faulty "$CHOSEN" "nothing was changed."
  scratch
  stands=$(scratch_stands)
  refuse_theirs "$stands"
  [ "$stands" = none ] || drop_scratch # of an attempt that was killed
  began=$(now_ms)
  doing "making $SCRATCH_DATABASE"
  make_scratch
  doing "restoring $CHOSEN"
  # Event triggers say nothing about rows, only superusers make them, and those of a move that was under way lock the schema.
  pg_restore --list "$FOLDER/$CHOSEN/dump" | grep -v ' EVENT TRIGGER ' >"$SCRATCH/list"
  all=$(grep -c ' TABLE DATA ' "$SCRATCH/list" || true)
  at CHECK "$SCRATCH_DATABASE" pg_restore --jobs="${JOBS:-2}" --no-owner --no-privileges --no-publications --no-subscriptions --no-tablespaces --verbose --use-list="$SCRATCH/list" \
    --dbname="$SCRATCH_DATABASE" "$FOLDER/$CHOSEN/dump" >"$SCRATCH/restore.err" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    restored=$(grep -c 'finished item .* TABLE DATA' "$SCRATCH/restore.err" || true)
    progress "$(awk -v d="$restored" -v a="$all" 'BEGIN { printf "%.2f", a ? (d > a ? 1 : d / a) : 1 }')" "$restored of $all tables restored"
    sleep 1
  done
  wait "$pid" || code=$?
  # Servers before 17 do not know a setting that newer clients send; nothing else may go wrong.
  errors=$(grep 'error: ' "$SCRATCH/restore.err" | grep -vE 'unrecognized configuration parameter "transaction_timeout"' | head -n 3 | paste -sd ';' || true)
  # It counts those settings as errors, and ends with 1 then.
  if [ -z "$errors" ] && [ "$code" -ne 0 ] && { [ "$code" -ne 1 ] || ! grep -q '"transaction_timeout"' "$SCRATCH/restore.err"; }; then
    errors="it ended with $code"
  fi
  [ -z "$errors" ] || fail "pg_restore failed: $errors." "$(consequence)" "$(restore_remedy "$errors")"
  on_check -v comment="restore-check of $DRE_OPERATION, restored: $CHOSEN" <<<"COMMENT ON DATABASE :\"name\" IS :'comment'"
  progress 1 "$all tables restored"
  outputs backup "$CHOSEN" took_seconds "$(awk -v ms="$(($(now_ms) - began))" 'BEGIN { printf "%.1f", ms / 1000 }')" \
    bytes "$(on_check <<<"SELECT pg_database_size(:'name')")" scratch "$SCRATCH_DATABASE"
}

restore_remedy() {
  case $1 in
    *extension*) echo "install that extension on $CHECK_HOST (or let $CHECK_USER create it), then retry; or abort, which drops the scratch database." ;;
    *'No space left'*) echo "the disk of $CHECK_HOST is full: abort, which drops the scratch database, and choose a place with more room (--on)." ;;
    *) echo "what the lines say is what a real restore would meet; remove the cause and retry, or abort, which drops the scratch database." ;;
  esac
}

# With the locale of the original, or without one where the server does not have it: rows are the same in both.
make_scratch() {
  local locale
  local create="CREATE DATABASE :\"name\" TEMPLATE template0 ENCODING :'encoding'"
  locale="LC_COLLATE '$(manifest "$CHOSEN" collate)' LC_CTYPE '$(manifest "$CHOSEN" ctype)'"
  on_check -v encoding="$(manifest "$CHOSEN" encoding)" <<<"$create $locale" 2>"$SCRATCH/create" ||
    { cat "$SCRATCH/create"; on_check -v encoding="$(manifest "$CHOSEN" encoding)" <<<"$create LOCALE 'C'"; }
  on_check -v comment="restore-check of $DRE_OPERATION: $CHOSEN" <<<"REVOKE CONNECT, TEMPORARY ON DATABASE :\"name\" FROM PUBLIC; COMMENT ON DATABASE :\"name\" IS :'comment';"
}

run_compare() {
  local stands name rows digest hash answer tables=0 all=0 now wrong=0 which='' began
  stands=$(scratch_stands)
  case $stands in whole*) CHOSEN=${stands#whole } ;; *) fail "there is no restored database $SCRATCH_DATABASE." "nothing was changed." "restore it first." ;; esac
  looks_whole "$CHOSEN" || refuse_faulty "$CHOSEN" "nothing was changed."
  began=$(now_ms)
  # shellcheck disable=SC2034 # for count_of
  COMPARE=$(manifest "$CHOSEN" compare)
  scratch
  tables_with_hash on_scratch >"$SCRATCH/tables"
  all=$(grep -c '^table' "$FOLDER/$CHOSEN/manifest.tsv" || true)
  ROWS=0
  while IFS=$'\t' read -r _ name rows digest <&3; do
    doing "comparing $name"
    hash=$(awk -F '\t' -v name="$name" '$1 == name { print $2 }' "$SCRATCH/tables")
    answer=missing
    [ -z "$hash" ] || answer=$(on_scratch <<<"$(count_of "$name" "$hash")")
    if [ "$answer" != "$rows"$'\t'"$digest" ]; then
      wrong=$((wrong + 1))
      which+="${which:+, }$name ($([ "$answer" = missing ] && echo "is missing" || echo "${answer%%$'\t'*} rows of $rows"))"
    fi
    ROWS=$((ROWS + rows)) tables=$((tables + 1))
    progress "$(awk -v d="$tables" -v a="$all" 'BEGIN { printf "%.2f", d / a }')" "$tables of $all tables, $ROWS rows, $wrong differ"
  done 3< <(grep '^table' "$FOLDER/$CHOSEN/manifest.tsv" || true)
  now=$(on_scratch <<<"SELECT count(*) FROM pg_largeobject_metadata")
  [ "$now" = "$(manifest "$CHOSEN" large_objects)" ] || { wrong=$((wrong + 1)); which+="${which:+, }large objects ($now of $(manifest "$CHOSEN" large_objects))"; }
  outputs backup "$CHOSEN" tables "$tables" rows "$ROWS" mismatches "$wrong" took_seconds "$(awk -v ms="$(($(now_ms) - began))" 'BEGIN { printf "%.1f", ms / 1000 }')"
  [ "$wrong" -eq 0 ] || fail "$wrong tables are not what was backed up: $which." "$(consequence)" "do not rely on this backup: take a new one and check it; abort drops the scratch database."
}

run_drop() {
  local stands
  stands=$(scratch_stands)
  case $stands in
    none) echo "there is no database $SCRATCH_DATABASE" ;;
    theirs) refuse_theirs theirs ;;
    *) drop_scratch ;;
  esac
}

drop_scratch() {
  doing "dropping $SCRATCH_DATABASE"
  # Only we may connect to it. WITH (FORCE) would try to end autovacuum, too, which is a superuser's; without it the server does that itself.
  on_check >/dev/null <<'SQL'
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :'name' AND usename = current_user;
DROP DATABASE IF EXISTS :"name";
SQL
}

verify_restore() {
  case $(scratch_stands) in
    none) outputs verify not-done evidence "there is no database $SCRATCH_DATABASE" ;;
    whole*) outputs verify "done" evidence "$SCRATCH_DATABASE is restored" ;;
    # Running again makes it anew.
    ours*) outputs verify not-done evidence "$SCRATCH_DATABASE is half restored" ;;
    *) outputs verify partial evidence "$SCRATCH_DATABASE is not of this operation" ;;
  esac
}

verify_drop() {
  local stands
  stands=$(scratch_stands)
  case $stands in
    none) outputs verify "done" evidence "there is no database $SCRATCH_DATABASE" ;;
    *) outputs verify not-done evidence "$SCRATCH_DATABASE is there" ;;
  esac
}

run_residue() {
  case $(scratch_stands) in
    ours* | whole*) outputs found "database $SCRATCH_DATABASE on $CHECK_HOST:$CHECK_PORT" ;;
    *) outputs found "" ;;
  esac
}
