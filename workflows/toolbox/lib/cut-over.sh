# Writes stop at one side and go on at the other: at the target by cut-over, at the source again by go-back (way.sh
# says which is which). The order is the safety: nobody can write on the side they go to before the other is closed
# and everything of it has arrived, and it opens in one transaction. A comment "-- line: …" names each point between
# which a kill can fall; the table of states in state.sh says what each means.

# How long clients of PgBouncer may take to end their transactions; meanwhile the others wait already.
HOLD_SECONDS=2

run_cut_over() { move_writes; }
run_go_back() { move_writes; }

move_writes() {
  # Half a cut-over is worse than the wait for its end: it ends within its budget, open or undone.
  trap '' TERM INT HUP
  scratch
  lock_side target on_target
  lock_side source on_source
  read_state
  case $STATE in
    open) echo "$MOVE was done before"; finish_route; report_open; return 0 ;;
    before) gate ;;
    closed | asked) echo "an earlier run was stopped while writes stood still: going on from there" ;;
    ahead) fail "there was no cut-over yet ($(state_evidence))." "the application writes to the source; nothing was changed." \
      "nothing: there is nothing to go back from." ;;
    both | back | going-back) refuse_after_cut_over ;;
    *) fail "the state is not one that $MOVE leaves ($(state_evidence))." "nothing was changed by this run." \
      "look at the roles and journals of both sides; undo $MOVE on both sides, or finish by hand." ;;
  esac
  SEQUENCES_QUERY=$(on_from <"$LIB/sequences.sql")
  MARKER=$(printf '%04x%04x' $RANDOM $RANDOM)
  switch_over
}

# What has to hold before anything is touched.
gate() {
  doing "looking whether writes can be moved now"
  local untouched="nothing was touched, writes were not stopped." reasons
  if [ "$MOVE" = cut-over ]; then
    everything_is_copied
    reconnect_if_disabled
    [ "$SUBSCRIPTION" = enabled ] || fail "the subscription is $SUBSCRIPTION." "$untouched" "run copy again; it enables it, or says why not."
  elif [ "$SUBSCRIPTION" = gone ]; then
    fail "there is no way back: the subscription $LINK is gone." "$untouched" "it was retired: a migration the other way copies everything."
  fi
  reasons=$(cat "$LIB/gate.sql" "$LIB/not-followed.sql" | on_from)
  [ -n "$reasons" ] || reasons=$(schema_changed)
  # There is no switch without a way back that works; nor is there one for going back.
  [ -n "$reasons" ] || reasons=$(going_back trouble_of_the_way_back)
  [ -n "$reasons" ] || reasons=$(trouble_of_the_route)
  [ -z "$reasons" ] || fail "${reasons//$'\n'/; }." "$untouched" "end what stands in the way, or wait for its end, and run $MOVE again."
  measure_lag 2
  [ "${LAG%%.*}" -lt 1 ] || fail "the $TO is behind by more than a second (a row took $LAG s or longer)." "$untouched" \
    "wait until it has caught up (watch shows how far it is) and run $MOVE again."
}

everything_is_copied() {
  local ready all
  IFS=$'\t' read -r ready all _ < <(on_target <"$LIB/copy-progress.sql")
  [ "$ready" = "$all" ] || fail "only $ready of $all tables are copied." "$untouched" "run copy to its end first."
  [ "$(on_target <<<"SELECT count(*) FROM :\"schema\".held WHERE NOT built")" = 0 ] ||
    fail "indexes or constraints are still to be built." "$untouched" "run copy to its end first."
}

switch_over() {
  local note
  note=$(on_from <<<"SELECT greatest(0, round(extract(epoch FROM clock_timestamp() - at) * 1000)) FROM :\"schema\".journal
    WHERE what = :'word' || 'closing' AND '$STATE' <> 'before' ORDER BY id DESC LIMIT 1")
  progress 0.2 "closing the $FROM"
  STARTED=$(now_ms)
  DEADLINE=$((STARTED + BUDGET * 1000))
  STARTED=$((STARTED - ${note:-0}))
  # What a killed run leaves in a server ends by itself soon after the budget.
  tell "$FROM" "SET statement_timeout = '$((BUDGET + 1))s'; SET lock_timeout = '2s';"
  tell "$TO" "SET statement_timeout = '$((BUDGET + 1))s'; SET synchronous_commit = on;"
  { hear "$FROM" && hear "$TO"; } >/dev/null || leave_as_it_was "a server does not answer"
  open_consoles || leave_as_it_was "PgBouncer at $SILENT does not answer"
  local start close arrive opening arrived sequences
  # Made beforehand: nobody writes while we would make them.
  start=$(line_start) close=$(line_close) arrive=$(line_arrive) opening=$(line_opening)

  remaining
  ask "$TO" "$start" "$REMAINING" >/dev/null || leave_as_it_was "the $TO does not take notes"
  # With PgBouncer writes run until here; without, until the roles are closed.
  [ "$STATE" != before ] || ! has_route || STARTED=$(now_ms)
  hold_clients "$HOLD_SECONDS" || leave_as_it_was "a client did not end its transaction within $HOLD_SECONDS s, so PgBouncer could not hold them all"
  tell "$FROM" "$close" || true
  remaining
  hear "$FROM" "$REMAINING" >/dev/null || leave_as_it_was "the $FROM could not be closed"
  remaining
  tell "$TO" "SET dre.seconds = '$REMAINING';
$arrive" || true
  sequences=$(ask "$FROM" "$SEQUENCES_QUERY" "$REMAINING") || leave_as_it_was "the sequences could not be read"
  remaining
  arrived=$(hear "$TO" $((REMAINING + 1))) || leave_as_it_was "the $TO does not answer"
  [ "${arrived##*$'\n'}" = t ] || leave_as_it_was "the marker row was not seen on the $TO within the budget"
  remaining
  SEQUENCES=$(ask "$TO" "$(line_sequences "$sequences")" "$REMAINING") || leave_as_it_was "the sequences could not be set"
  SEQUENCES=${SEQUENCES:-0}
  ask "$FROM" "$opening" "$REMAINING" >/dev/null || leave_as_it_was "the application came back to the $FROM"
  lead_to "$TO" || leave_as_it_was "PgBouncer did not read the file of the $TO: it leads to the $ROUTE_AT${SILENT:+, and $SILENT does not answer}"
  remaining
  [ "$REMAINING" -gt 0 ] || leave_as_it_was "the budget of $BUDGET s was used up"
  # From here the other side may be open, whatever we hear.
  ask "$TO" "$(line_open)" "$REMAINING" >/dev/null || look_whether_open
  let_clients_go
  local stopped=${STOPPED:-$(($(now_ms) - STARTED))}
  progress 1 "writes stopped $stopped ms"
  echo "writes stopped for $stopped ms; marker $MARKER arrived, $SEQUENCES sequences set"
  outputs write_stop_ms "$stopped" marker "$MARKER" sequences "$SEQUENCES"
}

# Past the commit point: forward is the only way.
let_clients_go() {
  has_route || return 0
  release_clients && [ "$ROUTE_AT" = "$TO" ] && return 0
  fail "the application can log in to the $TO, and PgBouncer does not let its clients go there$(route_evidence)." \
    "the $FROM is closed, the $TO is open; clients of PgBouncer wait or are refused." "$(route_by_hand "$TO") Then verify $MOVE."
}

# A run that was killed after the commit point, or a PgBouncer that was started anew.
finish_route() {
  has_route || return 0
  lead_to "$TO" || true
  let_clients_go
}

# Leaves in REMAINING the whole seconds until the budget is used up, 0 when it is: the servers' own limits are as long.
remaining() {
  REMAINING=$(((DEADLINE * 1000 - ${EPOCHREALTIME/[.,]/} + 999999) / 1000000))
  [ "$REMAINING" -gt 0 ] || REMAINING=0
}

line_start() {
  cat <<SQL
-- line: start
INSERT INTO $SCHEMA.journal (what) VALUES ('${WORD}start');
SQL
}

# NOLOGIN alone would leave open sessions able to write.
line_close() {
  cat <<SQL
-- line: close
BEGIN;
SELECT format('ALTER ROLE %I NOLOGIN', name) FROM unnest(string_to_array('$ROLES', ',')) AS name \\gexec
INSERT INTO $SCHEMA.journal (what) VALUES ('${WORD}closing');
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
$(cat "$LIB/await-marker.sql")
SQL
}

line_sequences() {
  echo "\
-- line: sequences
$1"
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
INSERT INTO $SCHEMA.journal (what) VALUES ('${WORD}opening');
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
INSERT INTO $SCHEMA.journal (what, detail) VALUES ('${WORD}open', '$(($(now_ms) - STARTED)) $MARKER $SEQUENCES');
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
    if line=$(look_with_lock 2>/dev/null); then
      IFS=$'\t' read -r TO_LOGIN TO_NOTE TO_BACK SUBSCRIPTION <<<"$line"
      [ "$TO_NOTE" != open ] || return 0
      leave_as_it_was "the $TO could not be opened"
    fi
    sleep 1
  done
  fail "the $TO did not answer when it was asked to open, and still does not." \
    "nobody can write to the $FROM; whether the $TO is open is not known." \
    "bring the $TO back, then ask verify $MOVE; run $MOVE again (goes on), or undo it ($FROM and $TO)."
}

look_with_lock() {
  on_to <<SQL >/dev/null && stand "$TO"
SET lock_timeout = '8s';
SELECT pg_advisory_lock(hashtext(:'schema'));
SQL
}

# Only before the other side was asked to open, or when it is sure that it is not open.
leave_as_it_was() {
  local stopped
  { cat "$SCRATCH/source.err" "$SCRATCH/target.err" >&2; } 2>/dev/null || true
  ask "$TO" "ROLLBACK; INSERT INTO $SCHEMA.journal (what) VALUES ('${WORD}undone');" 2 >/dev/null 2>&1 || true
  lead_to "$FROM" || true
  if open_again; then
    release_clients || fail "$1; and PgBouncer does not let its clients go$(route_evidence)." \
      "nothing was switched: the application can log in to the $FROM, clients of PgBouncer wait or are refused." "$(route_by_hand "$FROM")"
    stopped=$(($(now_ms) - STARTED))
    fail "$1; $MOVE undid itself after $(printf '%d.%03d' $((stopped / 1000)) $((stopped % 1000))) s." \
      "writes run on the $FROM as before (checked $(date -u +%H:%M:%S) UTC); nothing was switched. It could not be written to for $stopped ms." \
      "see what was slow or down (lines above), then run $MOVE again with a new approval; or abort."
  fi
  fail "$1, and the $FROM could not be opened again." \
    "nothing was switched, but the application cannot log in to the $FROM." \
    "as soon as the $FROM answers: pg-migrate undo $MOVE --side $FROM."
}

# By the session that is open, else by new ones for a while.
open_again() {
  local tries
  ask "$FROM" "$(opening_again)" 3 >/dev/null 2>&1 && return 0
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    opening_again | on_from >/dev/null 2>&1 && return 0
    sleep 1
  done
  return 1
}

opening_again() {
  cat <<SQL
ROLLBACK;
BEGIN;
SELECT format('ALTER ROLE %I LOGIN', name) FROM unnest(string_to_array('$ROLES', ',')) AS name \\gexec
INSERT INTO $SCHEMA.journal (what) VALUES ('${WORD}undone');
COMMIT;
SQL
}

report_open() {
  local detail
  detail=$(on_to <<<"SELECT detail FROM :\"schema\".journal WHERE what = :'word' || 'open' ORDER BY id DESC LIMIT 1" 2>/dev/null) || detail=''
  local stopped marker sequences
  read -r stopped marker sequences <<<"$detail" || true
  outputs write_stop_ms "${stopped:-unknown}" marker "${marker:-unknown}" sequences "${sequences:-unknown}"
}

verify_cut_over() { verify_move; }
verify_go_back() { verify_move; }

verify_move() {
  read_state
  local busy
  busy=$(on_target_home -v move="$MOVE" <<<"SELECT count(*) FROM pg_stat_activity WHERE application_name = :'schema' || ' ' || :'move'")
  local evidence
  read_route_state
  evidence="$(state_evidence)$(route_evidence), run at work: $([ "$busy" = 0 ] && echo no || echo yes)"
  case $STATE/$ROUTE_AT/$ROUTE_HELD in
    */none/*) ;;
    before/"$FROM"/no | ahead/"$FROM"/no | open/"$TO"/no | both/* | odd/*) ;;
    open/*) verified partial "the $TO is open and PgBouncer does not lead there yet: run $MOVE again: $evidence"; return 0 ;;
    before/* | ahead/*) [ "$busy" != 0 ] || { verified partial "nothing is switched, and PgBouncer does not lead to the $FROM: undo $MOVE, or run it again: $evidence"; return 0; } ;;
  esac
  case $STATE/$busy in
    open/*) verified done "$evidence" ;;
    before/0 | ahead/0) verified not-done "$evidence" ;;
    before/*) verified partial "still running: $evidence" ;;
    closed/* | asked/*) verified partial "writes stand still, the $TO is not open: run $MOVE again, or undo it: $evidence" ;;
    both/*) verified partial "split brain, people must close one side: $evidence" ;;
    back/*) verified not-done "the application went back: $evidence" ;;
    *) verified partial "people must look: $evidence" ;;
  esac
}

undo_cut_over_source() { undo_move_from; }
undo_cut_over_target() { undo_move_to; }
undo_go_back_target() { undo_move_from; }
undo_go_back_source() { undo_move_to; }

undo_move_from() {
  if answers "$(reachable_of "$TO")" && { [ "$TO" = source ] || target_database_exists; }; then
    # Nobody can be opening the other side while we hold this; so what is seen then is final.
    lock_side "$TO" "on_$TO"
  fi
  lock_side "$FROM" "on_$FROM"
  refuse_when_moved "$FROM"
  lead_to "$FROM" || true
  case $FROM_LOGIN/$FROM_NOTE in
    all/*) echo "nothing to undo: the application can log in to the $FROM." ;;
    */closing | */opening)
      ask "$FROM" "$(opening_again)" >/dev/null
      echo "the application can log in to the $FROM again."
      ;;
    *) echo "nothing to undo: the $FROM is closed, but not by this operation." ;;
  esac
  release_clients && [ "$ROUTE_AT" = "$FROM" ] || ! has_route || fail "PgBouncer does not lead its clients to the $FROM$(route_evidence)." \
    "the application can log in to the $FROM; clients of PgBouncer wait or are refused." "$(route_by_hand "$FROM") Then undo again."
}

# Where to ask whether a side is up: its own database may not be there.
reachable_of() {
  [ "$1" = source ] && echo on_source || echo on_target_home
}

undo_move_to() {
  if [ "$TO" = target ] && ! target_database_exists || [ "$(on_to <<<"SELECT to_regclass(format('%I.journal', :'schema')) IS NULL")" = t ]; then
    echo "nothing to undo: this operation has nothing on the $TO."
    return 0
  fi
  lock_side "$TO" "on_$TO"
  refuse_when_moved "$TO"
  # Before it has begun, the roles of that side are not ours to close.
  [ "$MOVE" = cut-over ] || [ "$TO_NOTE" != none ] || { echo "nothing to undo: $MOVE has not begun."; return 0; }
  on_to <<'SQL'
BEGIN;
SELECT format('ALTER SUBSCRIPTION %I ENABLE', subname) FROM pg_subscription WHERE subname = :'link' AND NOT subenabled \gexec
SELECT format('ALTER ROLE %I NOLOGIN', rolname) FROM pg_roles
WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ',')) AND rolcanlogin \gexec
INSERT INTO :"schema".journal (what) VALUES (:'word' || 'undone');
COMMIT;
SQL
}
