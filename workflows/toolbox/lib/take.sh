# A backup: everything in one snapshot, into a folder whose name says that it is not finished, renamed once it is.

consequence() {
  case $VERB in
    drop) echo "one old backup may be removed in part; the newest is untouched." ;;
    *) echo "the database was only read; no backup that was there was touched." ;;
  esac
}

on_db() {
  sql_at DB "$DB_DATABASE" -v tables="$TABLES"
}

run_look() {
  local tables bytes version newest
  reachable DB "$DB_DATABASE" "nothing was changed."
  IFS=$'\t' read -r tables bytes version < <(on_db <<<"SELECT (SELECT count(*) FROM (:tables) AS t), pg_database_size(current_database()), current_setting('server_version')")
  newest=$(newest_whole)
  outputs tables "${tables:?the database could not be read}" bytes "$bytes" version "$version" newest "${newest:-none}" \
    free_bytes "$(free_bytes)" backups "$(finished_backups | wc -l)"
}

free_bytes() {
  df --output=avail --block-size=1 "$BACKUP_DIR" | tail -n 1 | tr -d ' '
}

run_take() {
  local name began pid dumped all
  name=$(of_this_operation)
  [ -z "$name" ] || { report "$name"; return 0; }
  reachable DB "$DB_DATABASE" "no backup was begun."
  undo_take
  began=$(now_ms)
  name=$(date -u +%Y%m%dT%H%M%SZ)-$SUFFIX
  PARTIAL=$FOLDER/$name.partial
  scratch
  mkdir -p "$PARTIAL" 2>"$SCRATCH/mkdir" || fail "nothing can be written to $BACKUP_DIR: $(tail -n 1 "$SCRATCH/mkdir")" "no backup was begun." \
    "let the volume be writable for group 1000 (fsGroup), and not full, then run it again."
  open_snapshot
  doing "dumping $DB_DATABASE"
  # Verbose lines say which table is at work; they are no log of ours. A table that somebody locks is not waited for, for ever.
  at DB "$DB_DATABASE" pg_dump --format=directory --jobs="${JOBS:-2}" --snapshot="$SNAPSHOT" --lock-wait-timeout=60s --verbose \
    --file="$PARTIAL/dump" 2>"$SCRATCH/dump.err" &
  pid=$!
  count_rows "$pid"
  all=$(grep -c '^table' "$SCRATCH/manifest" || true)
  while kill -0 "$pid" 2>/dev/null; do
    dumped=$(grep -c 'dumping contents of table' "$SCRATCH/dump.err" || true)
    progress "$(awk -v d="$dumped" -v a="$all" 'BEGIN { printf "%.2f", 0.5 + 0.4 * (a ? (d > a ? 1 : d / a) : 1) }')" "$dumped of $all tables, $(($(bytes_of "$PARTIAL") / 1000000)) MB written"
    sleep 2
  done
  wait "$pid" || dump_failed
  close_sessions
  finish_backup "$name" "$began"
  report "$name"
}

# A session that keeps one moment of the database for pg_dump and for counting.
open_snapshot() {
  local answer
  open_session snapshot on_db
  answer=$(ask snapshot "SET row_security = off; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
    SELECT pg_export_snapshot(), CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, to_char(clock_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),
      current_setting('server_version'), current_setting('server_version_num'), getdatabaseencoding(), datcollate, datctype, (SELECT count(*) FROM pg_largeobject_metadata)
    FROM pg_database WHERE datname = current_database();")
  IFS=$'\t' read -r SNAPSHOT LSN AT VERSION NUMBER ENCODING COLLATE CTYPE OBJECTS <<<"$answer"
  printf '%s\t%s\n' format 1 datastore "$DATASTORE" database "$DB_DATABASE" operation "$DRE_OPERATION" taken_at "$AT" lsn "$LSN" version "$VERSION" \
    version_num "$NUMBER" encoding "$ENCODING" collate "$COLLATE" ctype "$CTYPE" client "$(pg_dump --version)" compare "${COMPARE:-rows}" large_objects "$OBJECTS" >"$SCRATCH/manifest"
}

count_rows() {
  local name hash answer rows digest done=0 all
  tell snapshot "$(cat "$LIB/tables-to-verify.sql")"
  hear snapshot 300 | awk -F '\t' '{ print $1 "\t" $NF }' >"$SCRATCH/tables"
  all=$(wc -l <"$SCRATCH/tables")
  while IFS=$'\t' read -r name hash <&3; do
    # shellcheck disable=SC2034 # for protocol.sh
    DOING="counting the rows of $name"
    answer=$(ask snapshot "$(count_of "$name" "$hash")" 864000) || fail "the rows of $name could not be counted (see the lines above)." "$(consequence)" \
      "GRANT pg_read_all_data TO \"$DB_USER\" if it may not read them (tables with row security: ALTER ROLE … BYPASSRLS), then run it again."
    IFS=$'\t' read -r rows digest <<<"$answer"
    printf 'table\t%s\t%s\t%s\n' "$name" "$rows" "$digest" >>"$SCRATCH/manifest"
    done=$((done + 1))
    progress "$(awk -v d="$done" -v a="$all" 'BEGIN { printf "%.2f", d / a / 2 }')" "rows of $done of $all tables counted, $(($(bytes_of "$PARTIAL") / 1000000)) MB written"
    kill -0 "$1" 2>/dev/null || wait "$1" || dump_failed
  done 3<"$SCRATCH/tables"
}

dump_failed() {
  local said remedy
  said=$(grep -E 'error:|No space|ERROR' "$SCRATCH/dump.err" | head -n 2 | paste -sd ' ' || true)
  rm -rf "$PARTIAL"
  remedy="remove the cause and run it again."
  case $said in
    *'No space left'* | *'could not write'* | *'quota exceeded'* | *'File too large'*)
      remedy="what was written is removed; give the volume more room ($(($(free_bytes) / 1000000)) MB are free), or let old ones go: /dre backup $DATASTORE --keep 3, then run it again." ;;
    *'permission denied'*) remedy="GRANT pg_read_all_data TO \"$DB_USER\" (and pg_dump needs its large objects), then run it again." ;;
    *'server version mismatch'*) remedy="the toolbox's pg_dump is older than the server: take a newer image, then run it again." ;;
    *'lock timeout'*) remedy="somebody holds a lock on that table for long: /dre remediate $DATASTORE --problem blocking, then run it again." ;;
  esac
  fail "pg_dump failed: ${said:-it was ended}." "$(consequence)" "$remedy"
}

# Everything on disk, then the name.
finish_backup() {
  doing "writing checksums"
  {
    cat "$SCRATCH/manifest" &&
    printf 'seconds\t%s\n' "$(awk -v ms="$(($(now_ms) - $2))" 'BEGIN { printf "%.1f", ms / 1000 }')" &&
    printf 'dump_bytes\t%s\n' "$(bytes_of "$PARTIAL/dump")"
  } >"$PARTIAL/manifest.tsv" || unwritable
  (cd "$PARTIAL" && find dump manifest.tsv -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$PARTIAL/SHA256SUMS" || unwritable
  checksum_of "$PARTIAL/SHA256SUMS" >"$PARTIAL/whole" || unwritable
  find "$PARTIAL" -type f -exec sync {} + || unwritable
  mv -T "$PARTIAL" "$FOLDER/$1"
  sync "$FOLDER" 2>/dev/null || true
}

unwritable() {
  rm -rf "$PARTIAL"
  fail "the end of the backup could not be written (see the lines above)." "$(consequence)" "give the volume more room ($(($(free_bytes) / 1000000)) MB are free), then run it again."
}

report() {
  outputs backup "$1" bytes "$(bytes_of "$FOLDER/$1")" took_seconds "$(manifest "$1" seconds)" taken_at "$(manifest "$1" taken_at)" lsn "$(manifest "$1" lsn)" \
    version "$(manifest "$1" version)" tables "$(grep -c '^table' "$FOLDER/$1/manifest.tsv" || true)" rows "$(awk -F '\t' '$1 == "table" { all += $3 } END { printf "%d", all }' "$FOLDER/$1/manifest.tsv")" checksum "$(cat "$FOLDER/$1/whole")"
}

# The name of its backup; empty when there is none, or it is not whole.
of_this_operation() {
  local name
  while read -r name; do
    # Another operation's can end in the same four characters.
    if looks_whole "$name" && [ "$(manifest "$name" operation)" = "$DRE_OPERATION" ]; then
      echo "$name"
      return 0
    fi
  done < <(finished_backups | grep -E -- "-$SUFFIX\$" || true)
}

run_reread() {
  local name
  name=$(of_this_operation)
  [ -n "$name" ] || fail "there is no backup of $DRE_OPERATION in $FOLDER." "nothing was changed." "see why take did not finish, then run it again."
  refuse_faulty "$name" "the database was only read; older backups are untouched."
  pg_restore --list "$FOLDER/$name/dump" >/dev/null || fail "pg_restore cannot read $name." "nothing was changed." "take a new one: /dre backup $DATASTORE."
  outputs backup "$name" files "$(wc -l <"$FOLDER/$name/SHA256SUMS")"
}

verify_take() {
  local name faults
  name=$(of_this_operation)
  if [ -n "$name" ]; then
    faults=$(faults_of "$name") || faults=${faults:-"its files could not be read"}
    if [ -z "$faults" ]; then
      outputs verify "done" evidence "$name is whole"
    else
      outputs verify partial evidence "$name is broken: $(head -n 1 <<<"$faults")"
    fi
  else
    outputs verify not-done evidence "no finished backup; half-written: $(partial_backups | paste -sd ' ' | sed 's/^$/none/')"
  fi
}

undo_take() {
  local name
  while read -r name; do
    echo "removing $name"
    rm -rf "${FOLDER:?}/$name"
  done < <(partial_backups)
}

run_residue() {
  outputs found "$(partial_backups | sed 's/^/half-written backup /' | paste -sd ';' | sed 's/;/; /g')"
}

run_old() {
  local name seen=0 json='' count=0
  while read -r name; do
    looks_whole "$name" || continue
    seen=$((seen + 1))
    if [ "$seen" -gt "$SUBJECT" ] && [ "$count" -lt 50 ]; then
      json+="${json:+,}$(json_string "$name")"
      count=$((count + 1))
    fi
  done < <(finished_backups)
  outputs count "$count" whole "$seen" names "[$json]"
}

run_drop() {
  local newest
  rm -rf "${FOLDER:?}/$SUBJECT.removed" # of a try that was killed
  [ -d "$FOLDER/$SUBJECT" ] || { echo "it is gone already"; return 0; }
  newest=$(newest_whole)
  [[ -n $newest && $SUBJECT < $newest ]] || fail "$SUBJECT is the newest whole backup, or newer than it." "nothing was removed." "take a new one first: /dre backup $DATASTORE."
  # An older one may be needed as long as the newest is not known to be good.
  refuse_faulty "$newest" "nothing was removed."
  # Not finished any more as soon as anything of it is gone.
  mv -T "$FOLDER/$SUBJECT" "$FOLDER/$SUBJECT.removed"
  rm -rf "${FOLDER:?}/$SUBJECT.removed"
}

verify_drop() {
  if [ -d "$FOLDER/$SUBJECT" ] || [ -d "$FOLDER/$SUBJECT.removed" ]; then
    outputs verify not-done evidence "$SUBJECT is there"
  else
    outputs verify "done" evidence "$SUBJECT is gone"
  fi
}
