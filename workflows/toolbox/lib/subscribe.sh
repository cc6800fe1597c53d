# The publication of a list of tables, and the subscription that copies and follows them.

run_subscribe() {
  lock_side target on_target
  lock_side source on_source
  refuse_after_cut_over
  [ "$(schema_is_there)" = t ] || fail "the target is not prepared." "nothing was changed." "run prepare first."
  scratch
  doing "publishing the tables of the source"
  progress 0.1 "publication"
  publish
  doing "subscribing on the target"
  progress 0.4 "subscription"
  subscribe
  outputs tables "$(on_source <<<"SELECT count(*) FROM pg_publication_tables WHERE pubname = :'link' AND schemaname <> :'schema'")" \
    subscription "$LINK"
}

# One transaction. The identity of the target is noted, because the slots of its copying workers carry it.
publish() {
  local system
  system=$(on_target_home <<<"SELECT system_identifier FROM pg_control_system()")
  # A list, never "all tables": what is created later must not stop the subscription.
  MORE_OPTIONS="-c lock_timeout=10s" on_source -v system="$system" <<SQL
BEGIN;
$(cat "$LIB/source-notes.sql" && lock_of_schema)
DELETE FROM :"schema".journal WHERE what = 'target';
INSERT INTO :"schema".journal (what, detail) VALUES ('target', :'system');
SELECT format('CREATE PUBLICATION %I FOR TABLE %s', :'link', string_agg(name, ', '))
FROM (SELECT name FROM (:tables) AS t UNION ALL SELECT format('%I.marker', :'schema')) AS list
WHERE NOT EXISTS (SELECT FROM pg_publication WHERE pubname = :'link')
HAVING count(*) > 0 \gexec
COMMIT;
SQL
}

# Statements that lock the schema of a side, or nothing.
lock_of_schema() {
  [ "${LOCK_SCHEMA:-yes}" = no ] || cat "$LIB/lock-schema.sql"
}

subscribe() {
  local there
  there=$(on_target <<<"SELECT count(*) FROM pg_subscription WHERE subname = :'link'")
  [ "$there" = 0 ] || return 0
  # Without a subscription the slot is left from a try that was killed half-way.
  on_source <"$LIB/drop-slots.sql"
  # Errors in one terse line: a longer one would show the statement, and with it the password.
  CONNINFO=$(conninfo source) on_target -v VERBOSITY=terse <<'SQL'
\getenv conninfo CONNINFO
CREATE SUBSCRIPTION :"link" CONNECTION :'conninfo' PUBLICATION :"link"
  WITH (binary = true, origin = none, disable_on_error = true, slot_name = :'link');
INSERT INTO :"schema".journal (what, detail) SELECT 'subscribed', oid FROM pg_subscription WHERE subname = :'link';
SQL
}

# How the other server reaches a side.
conninfo() {
  local side=${1^^}
  local host=${side}_HOST port=${side}_PORT database=${side}_DATABASE user=${side}_USER password=${side}_PASSWORD
  printf "host=%s port=%s dbname=%s user=%s password=%s connect_timeout=5 keepalives_idle=10 keepalives_interval=3" \
    "$(conninfo_value "${!host}")" "$(conninfo_value "${!port}")" "$(conninfo_value "${!database}")" \
    "$(conninfo_value "${!user}")" "$(conninfo_value "${!password}")"
}

conninfo_value() {
  local value=${1//\\/\\\\}
  printf "'%s'" "${value//\'/\\\'}"
}

verify_subscribe() {
  local publication slot subscription
  IFS=$'\t' read -r publication slot < <(on_source <<<"SELECT (SELECT count(*) FROM pg_publication WHERE pubname = :'link'),
    coalesce((SELECT wal_status FROM pg_replication_slots WHERE slot_name = :'link'), 'none')")
  [ -n "${slot:-}" ] || fail "the source could not be read." "nothing was changed." "see that it is up and ask again."
  read_state
  subscription=$SUBSCRIPTION
  local evidence="publication on the source: $publication, slot: $slot, subscription on the target: $subscription"
  case $publication/$slot/$subscription in
    1/lost/*) verified partial "$evidence; the slot has lost WAL: undo and copy again" ;;
    1/none/*) verified partial "$evidence" ;;
    1/*/enabled | 1/*/disabled) verified done "$evidence" ;;
    0/none/gone) [ "$STATE" = open ] && verified done "finished; $(state_evidence)" || verified not-done "$evidence" ;;
    *) verified partial "$evidence" ;;
  esac
}
