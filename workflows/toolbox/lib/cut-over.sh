# Writes stop at the source and go on at the target. The order is the safety: nobody can write on the target before
# the source is closed and everything of it has arrived, and the target opens in one transaction. A comment
# "-- line: …" names each point between which a kill can fall; the table of states in state.sh says what each means.

run_cut_over() {
  # Half a cut-over is worse than the wait for its end: it ends within its budget, open or undone.
  trap '' TERM INT HUP
  scratch
  lock_side target on_target
  lock_side source on_source
  read_state
  case $STATE in
    open) echo "the cut-over was done before"; report_open; return 0 ;;
    before) gate ;;
    closed | asked) echo "an earlier run was stopped while writes stood still: going on from there" ;;
    both) refuse_after_cut_over ;;
    *) fail "the state is not one that a cut-over leaves ($(state_evidence))." "nothing was changed by this run." \
      "look at the roles and journals of both sides; undo cut-over on both sides, or finish by hand." ;;
  esac
  SEQUENCES_QUERY=$(on_source <"$LIB/sequences.sql")
  MARKER=$(printf '%04x%04x' $RANDOM $RANDOM)
  switch_over
}

# What has to hold before anything is touched.
gate() {
  doing "looking whether the cut-over can be done now"
  local untouched="nothing was touched, writes were not stopped." ready all bytes subscription reasons
  IFS=$'\t' read -r ready all bytes subscription < <(on_target <"$LIB/copy-progress.sql")
  reconnect_if_disabled
  [ "$SUBSCRIPTION" = enabled ] || fail "the subscription is $SUBSCRIPTION." "$untouched" "run copy again; it enables it, or says why not."
  [ "$ready" = "$all" ] || fail "only $ready of $all tables are copied." "$untouched" "run copy to its end first."
  [ "$(on_target <<<"SELECT count(*) FROM :\"schema\".held WHERE NOT built")" = 0 ] ||
    fail "indexes or constraints are still to be built." "$untouched" "run copy to its end first."
  reasons=$(cat "$LIB/gate.sql" "$LIB/not-followed.sql" | on_source)
  [ -n "$reasons" ] || reasons=$(schema_changed)
  [ -z "$reasons" ] || fail "${reasons//$'\n'/; }." "$untouched" "end what stands in the way, or wait for its end, and run cut-over again."
  measure_lag 2
  [ "${LAG%%.*}" -lt 1 ] || fail "the target is behind by more than a second (a row took $LAG s or longer)." "$untouched" \
    "wait until it has caught up (copy shows the lag) and run cut-over again."
}

switch_over() {
  local note
  note=$(on_source <<<"SELECT greatest(0, round(extract(epoch FROM clock_timestamp() - at) * 1000)) FROM :\"schema\".journal
    WHERE what = 'closing' AND '$STATE' <> 'before' ORDER BY id DESC LIMIT 1")
  progress 0.2 "closing the source"
  STARTED=$(now_ms)
  DEADLINE=$((STARTED + BUDGET * 1000))
  STARTED=$((STARTED - ${note:-0}))
  # What a killed run leaves in a server ends by itself soon after the budget.
  tell source "SET statement_timeout = '$((BUDGET + 1))s'; SET lock_timeout = '2s';"
  tell target "SET statement_timeout = '$((BUDGET + 1))s'; SET synchronous_commit = on;"
  { hear source && hear target; } >/dev/null || go_back "a server does not answer"

  ask target "$(line_start)" "$(remaining)" >/dev/null || go_back "the target does not take notes"
  tell source "$(line_close)"
  hear source "$(remaining)" >/dev/null || go_back "the source could not be closed"
  local arrived sequences
  tell target "$(line_arrive)" || true
  sequences=$(ask source "$SEQUENCES_QUERY" "$(remaining)") || go_back "the sequences could not be read"
  arrived=$(hear target $(($(remaining) + 1))) || go_back "the target does not answer"
  [ "${arrived##*$'\n'}" = t ] || go_back "the marker row was not seen on the target within the budget"
  SEQUENCES=$(ask target "$(line_sequences "$sequences")" "$(remaining)") || go_back "the sequences could not be set"
  SEQUENCES=${SEQUENCES:-0}
  ask source "$(line_opening)" "$(remaining)" >/dev/null || go_back "the application came back to the source"
  [ "$(now_ms)" -lt "$DEADLINE" ] || go_back "the budget of $BUDGET s was used up"
  # From here the target may be open, whatever we hear.
  ask target "$(line_open)" "$(remaining)" >/dev/null || look_whether_open
  local stopped=$(($(now_ms) - STARTED))
  progress 1 "writes stopped $stopped ms"
  echo "writes stopped for $stopped ms; marker $MARKER arrived, $SEQUENCES sequences set"
  outputs write_stop_ms "$stopped" marker "$MARKER" sequences "$SEQUENCES"
}

# Whole seconds until the budget is used up, at least one: the servers' own limits are as long.
remaining() {
  local left=$(((DEADLINE - $(now_ms) + 999) / 1000))
  echo $((left > 0 ? left : 1))
}

line_start() {
  cat <<SQL
-- line: start
INSERT INTO $SCHEMA.journal (what) VALUES ('start');
SQL
}

# NOLOGIN alone would leave open sessions able to write.
line_close() {
  cat <<SQL
-- line: close
BEGIN;
SELECT format('ALTER ROLE %I NOLOGIN', name) FROM unnest(string_to_array('$ROLES', ',')) AS name \\gexec
INSERT INTO $SCHEMA.journal (what) VALUES ('closing');
COMMIT;
-- line: terminate
$(cat "$LIB/terminate.sql")
-- line: marker
INSERT INTO $SCHEMA.marker VALUES ('$MARKER');
SQL
}

line_arrive() {
  cat <<SQL
-- line: arrive
SET dre.marker = '$MARKER';
SET dre.seconds = '$(((DEADLINE - $(now_ms)) / 10))e-2';
$(cat "$LIB/await-marker.sql")
SQL
}

line_sequences() {
  cat <<SQL
-- line: sequences
$1
SQL
}

# Somebody who was let in just before the doors closed may show only now.
line_opening() {
  cat <<SQL
-- line: opening
DO \$\$ BEGIN
  IF EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = ANY (string_to_array('$ROLES', ','))) THEN
    RAISE 'a session of the application is still there';
  END IF;
END \$\$;
INSERT INTO $SCHEMA.journal (what) VALUES ('opening');
SQL
}

line_open() {
  cat <<SQL
-- line: open
BEGIN;
-- line: disable
ALTER SUBSCRIPTION $LINK DISABLE;
-- line: login
SELECT format('ALTER ROLE %I LOGIN', name) FROM unnest(string_to_array('$ROLES', ',')) AS name \\gexec
-- line: journal
INSERT INTO $SCHEMA.journal (what, detail) VALUES ('open', '$(($(now_ms) - STARTED)) $MARKER $SEQUENCES');
-- line: commit
COMMIT;
-- line: opened
SELECT 'open';
SQL
}

# The answer was lost. A new session gets the lock only when the old one has ended, so what it sees then is final.
look_whether_open() {
  local tries line
  for tries in 1 2 3 4 5; do
    if line=$(as TARGET "$TARGET_DATABASE" look_with_lock 2>/dev/null); then
      IFS=$'\t' read -r TARGET_LOGIN TARGET_NOTE SUBSCRIPTION <<<"$line"
      [ "$TARGET_NOTE" != open ] || return 0
      go_back "the target could not be opened"
    fi
    sleep 1
  done
  fail "the target did not answer when it was asked to open, and still does not." \
    "nobody can write to the source; whether the target is open is not known." \
    "bring the target back, then ask verify cut-over; run cut-over again (goes on), or undo it (source and target)."
}

look_with_lock() {
  sql <<SQL >/dev/null && target_stand
SET lock_timeout = '8s';
SELECT pg_advisory_lock(hashtext(:'schema'));
SQL
}

# Only before the target was asked to open, or when it is sure that it is not open.
go_back() {
  local stopped
  { cat "$SCRATCH/source.err" "$SCRATCH/target.err" >&2; } 2>/dev/null || true
  ask target "ROLLBACK; INSERT INTO $SCHEMA.journal (what) VALUES ('undone');" 2 >/dev/null 2>&1 || true
  if open_source; then
    stopped=$(($(now_ms) - STARTED))
    fail "$1; cut-over undid itself after $(printf '%d.%03d' $((stopped / 1000)) $((stopped % 1000))) s." \
      "writes run on the source as before (checked $(date -u +%H:%M:%S) UTC); nothing was switched. It could not be written to for $stopped ms." \
      "see what was slow or down (lines above), then run cut-over again with a new approval; or abort."
  fi
  fail "$1, and the source could not be opened again." \
    "nothing was switched, but the application cannot log in to the source." \
    "as soon as the source answers: pg-migrate undo cut-over --side source."
}

# By the session that is open, else by new ones for a while.
open_source() {
  local tries
  ask source "$(opening_the_source)" 3 >/dev/null 2>&1 && return 0
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    opening_the_source | on_source >/dev/null 2>&1 && return 0
    sleep 1
  done
  return 1
}

opening_the_source() {
  cat <<SQL
ROLLBACK;
BEGIN;
SELECT format('ALTER ROLE %I LOGIN', name) FROM unnest(string_to_array('$ROLES', ',')) AS name \\gexec
INSERT INTO $SCHEMA.journal (what) VALUES ('undone');
COMMIT;
SQL
}

report_open() {
  local detail
  detail=$(on_target <<<"SELECT detail FROM :\"schema\".journal WHERE what = 'open' ORDER BY id DESC LIMIT 1" 2>/dev/null) || detail=''
  local stopped marker sequences
  read -r stopped marker sequences <<<"$detail" || true
  outputs write_stop_ms "${stopped:-unknown}" marker "${marker:-unknown}" sequences "${sequences:-unknown}"
}

verify_cut_over() {
  read_state
  local busy
  busy=$(on_target_home <<<"SELECT count(*) FROM pg_stat_activity WHERE application_name = :'schema' || ' cut-over'")
  local evidence
  evidence="$(state_evidence), run at work: $([ "$busy" = 0 ] && echo no || echo yes)"
  case $STATE/$busy in
    open/*) verified done "$evidence" ;;
    before/0) verified not-done "$evidence" ;;
    before/*) verified partial "still running: $evidence" ;;
    closed/* | asked/*) verified partial "writes stand still, the target is not open: run cut-over again, or undo it: $evidence" ;;
    both/*) verified partial "split brain, people must close one side: $evidence" ;;
    *) verified partial "people must look: $evidence" ;;
  esac
}

undo_cut_over_source() {
  if answers on_target_home && target_database_exists; then
    # Nobody can be opening the target while we hold this; so what is seen then is final.
    lock_side target on_target
  fi
  lock_side source on_source
  refuse_when_cut_over source
  case $SOURCE_LOGIN/$SOURCE_NOTE in
    all/*) echo "nothing to undo: the application can log in to the source." ;;
    */closing | */opening)
      ask source "$(opening_the_source)" >/dev/null
      echo "the application can log in to the source again."
      ;;
    *) echo "nothing to undo: the source is closed, but not by this operation." ;;
  esac
}

undo_cut_over_target() {
  if ! target_database_exists || [ "$(schema_is_there)" = f ]; then
    echo "nothing to undo: this operation has nothing on the target."
    return 0
  fi
  lock_side target on_target
  refuse_when_cut_over target
  on_target <<'SQL'
BEGIN;
SELECT format('ALTER SUBSCRIPTION %I ENABLE', subname) FROM pg_subscription WHERE subname = :'link' AND NOT subenabled \gexec
SELECT format('ALTER ROLE %I NOLOGIN', rolname) FROM pg_roles
WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ',')) AND rolcanlogin \gexec
INSERT INTO :"schema".journal (what) VALUES ('undone');
COMMIT;
SQL
}
