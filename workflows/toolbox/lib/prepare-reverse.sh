# The way back, prepared and tried before it is needed: the target publishes, the source subscribes. What replication
# itself has written is not sent on (origin = none), so nothing goes round in a circle. After the switch the same path
# brings what is written on the target back to the source.

run_prepare_reverse() {
  lock_side target on_target
  lock_side source on_source
  refuse_after_cut_over
  [ "$STATE" = before ] && [ "$SUBSCRIPTION" != gone ] || fail "the target does not follow the source ($(state_evidence))." \
    "nothing was changed." "run subscribe and copy first."
  reconnect_if_disabled
  scratch
  backward
  progress 0.2 "publication and slot on the target"
  publish_reverse
  progress 0.5 "subscription on the source"
  subscribe_reverse
  progress 0.7 "rows cross both ways"
  prove_both_ways
  outputs forward_seconds "$LAG_FORWARD" back_seconds "$LAG_BACK" tables "$(on_from <<<"SELECT count(*) FROM pg_publication_tables WHERE pubname = :'link' AND schemaname <> :'schema'")"
  progress 1 "a row crosses forward in $LAG_FORWARD s, back in $LAG_BACK s"
}

# The slot before the subscription, so that nothing is missed; nobody writes on the target yet, so one that lost its
# WAL misses nothing either and is made anew.
publish_reverse() {
  doing "publishing the tables of the target"
  local schema
  dump_schema
  schema=$(schema_digest)
  lock_of_schema | on_from
  on_from -v digest="$schema" <<'SQL'
BEGIN;
DELETE FROM :"schema".journal WHERE what IN ('back_schema', 'back_proven');
INSERT INTO :"schema".journal (what, detail) VALUES ('back_schema', :'digest');
SELECT format('CREATE PUBLICATION %I FOR TABLE %s', :'link', string_agg(name, ', '))
FROM (SELECT name FROM (:tables) AS t UNION ALL SELECT format('%I.marker', :'schema')) AS list
WHERE NOT EXISTS (SELECT FROM pg_publication WHERE pubname = :'link')
HAVING count(*) > 0 \gexec
COMMIT;
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = :'link' AND wal_status = 'lost';
SELECT pg_create_logical_replication_slot(:'link', 'pgoutput') WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = :'link');
SQL
}

# Values as text: an older server need not know the newer one's binary form.
subscribe_reverse() {
  doing "subscribing on the source"
  local there
  there=$(on_to <<<"SELECT CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END FROM pg_subscription WHERE subname = :'link'")
  case $there in
    enabled) return 0 ;;
    disabled) on_to <<<'ALTER SUBSCRIPTION :"link" ENABLE'; return 0 ;;
  esac
  CONNINFO=$(conninfo "$FROM") on_to -v VERBOSITY=terse <<'SQL' || refuse_unreachable
\getenv conninfo CONNINFO
CREATE SUBSCRIPTION :"link" CONNECTION :'conninfo' PUBLICATION :"link"
  WITH (copy_data = false, create_slot = false, slot_name = :'link', origin = none, disable_on_error = true);
SQL
}

refuse_unreachable() {
  fail "the source could not subscribe to the target at $TARGET_HOST:$TARGET_PORT (see the lines above)." \
    "the application still writes to the source; nothing was switched." \
    "the source's server has to reach the target by that address; then run prepare-reverse again, or abort."
}

# A row that went round would arrive a second time before the last of these, and stop that subscription.
prove_both_ways() {
  doing "sending rows both ways"
  forward
  prove_one_way
  backward
  prove_one_way
  LAG_BACK=$LAG
  forward
  prove_one_way
  LAG_FORWARD=$LAG
  backward
  prove_one_way
  local trouble
  trouble=$(trouble_of_link; forward; trouble_of_link)
  [ -z "$trouble" ] || fail "${trouble//$'\n'/; } after rows were sent both ways." "the application still writes to the source; nothing was switched." \
    "read the servers' logs, undo prepare-reverse on both sides and run it again; or abort."
  on_from <<<"INSERT INTO :\"schema\".journal (what) VALUES ('back_proven')"
}

prove_one_way() {
  measure_lag 30
  [ "${LAG%%.*}" -lt 30 ] || fail "a row written on the $FROM was not seen on the $TO within 30 s." \
    "the application still writes to the source; nothing was switched." "read the $TO's log, remove the cause and run prepare-reverse again; or abort."
}

# What keeps the subscription of this way from following; nothing when it does.
trouble_of_link() {
  local publication slot subscription conflicts
  IFS=$'\t' read -r publication slot subscription < <(link_stand)
  conflicts=$(on_to <"$LIB/conflicts.sql")
  [ "${publication:-0}" = 1 ] || echo "the $FROM has no publication $LINK"
  case ${slot:-none} in
    none) echo "the $FROM has no slot $LINK" ;;
    lost) echo "the slot $LINK of the $FROM has lost WAL" ;;
  esac
  [ "${subscription:-gone}" = enabled ] || echo "the subscription $LINK of the $TO is ${subscription:-gone}"
  [ -z "$conflicts" ] || echo "the $TO has counted conflicts ($conflicts)"
}

# What keeps the way back from working; nothing when it does.
trouble_of_the_way_back() {
  local trouble
  read_state
  [ "$SUBSCRIPTION" != gone ] || { echo "the way back is not prepared: run prepare-reverse"; return 0; }
  trouble=$(trouble_of_link)
  if [ "$trouble" = "the subscription $LINK of the $TO is disabled" ]; then
    # As by a lost connection; an error in the data comes again at once.
    echo "the subscription $LINK was disabled; it is enabled again" >&2
    on_to <<<'ALTER SUBSCRIPTION :"link" ENABLE'
    measure_lag 10
    trouble=$(trouble_of_link)
  fi
  [ -n "$trouble" ] || trouble=$(on_from <"$LIB/not-followed.sql")
  [ -n "$trouble" ] || trouble=$(schema_changed)
  if [ -z "$trouble" ]; then
    measure_lag 2
    [ "${LAG%%.*}" -lt 1 ] || trouble="a row written on the $FROM took $LAG s or longer to the $TO"
  fi
  [ -z "$trouble" ] || echo "the way back does not work: ${trouble//$'\n'/; }"
}

verify_prepare_reverse() {
  read_state
  backward
  local publication slot subscription proven evidence
  IFS=$'\t' read -r publication slot subscription < <(link_stand)
  proven=$(on_from <<<"SELECT to_regclass(format('%I.journal', :'schema')) IS NOT NULL AS noted \gset
\if :noted
SELECT count(*) FROM :\"schema\".journal WHERE what = 'back_proven';
\endif")
  evidence="publication on the target: ${publication:?the target could not be read}, slot: $slot, subscription on the source: $subscription, rows crossed both ways: $([ "${proven:-0}" = 1 ] && echo yes || echo no)"
  case $STATE/$publication/$slot/$subscription/${proven:-0} in
    */lost/*) verified partial "$evidence; the slot has lost WAL: run prepare-reverse again" ;;
    */1/none/*) verified partial "$evidence" ;;
    */1/*/enabled/1 | */1/*/disabled/1) verified done "$evidence" ;;
    open/0/none/gone/*) verified done "retired; $evidence" ;;
    */0/none/gone/*) verified not-done "$evidence" ;;
    *) verified partial "$evidence" ;;
  esac
}

undo_prepare_reverse_source() {
  lock_side source on_source
  backward
  unsubscribe
}

undo_prepare_reverse_target() {
  lock_side home on_target_home
  target_database_exists || { echo "nothing to undo: there is no database $TARGET_DATABASE on the target."; return 0; }
  backward
  if answers on_source; then
    disable_subscription || echo "the source's subscription could not be disabled; the slot is dropped all the same"
  fi
  doing "dropping slot and publication on the target"
  drop_slots
  on_from <<'SQL'
BEGIN;
DROP PUBLICATION IF EXISTS :"link";
SELECT to_regclass(format('%I.journal', :'schema')) IS NOT NULL AS noted \gset
\if :noted
DELETE FROM :"schema".journal WHERE what IN ('back_schema', 'back_proven');
\endif
COMMIT;
SQL
}
