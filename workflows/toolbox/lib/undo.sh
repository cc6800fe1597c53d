# Taking back one step on one side. Each copes with finding nothing, and with the other side being down.

undo() {
  local side=on_$SIDE
  [ "$SIDE" = source ] || side=on_target_home
  answers "$side" || fail "the $SIDE does not answer." "nothing was changed on it now; the other side is not touched by this." \
    "it is tried again; if the server is gone for good, say so (assume gone)."
  case $SUBJECT in
    preflight | verify-data) echo "nothing to undo: $SUBJECT changes nothing." ;;
    copy) echo "nothing to undo: what was copied goes with the database (undo prepare)." ;;
    drop-forward) echo "nothing to undo: the other way needs nothing of what drop-forward drops." ;;
    retire | finish-back) fail "$SUBJECT cannot be undone." "the application runs on the $TO." "go back by a migration the other way." ;;
    *)
      refuse_when_moved "$SIDE"
      "undo_${SUBJECT//-/_}_$SIDE"
      ;;
  esac
}

# Mutating steps before the cut-over have no business after it.
refuse_after_cut_over() {
  read_state
  case $STATE in
    open) fail "$MOVE is done already ($(state_evidence))." "the application runs on the $TO; nothing was changed." \
      "nothing: this step is behind. $([ "$MOVE" = cut-over ] && echo retire || echo finish-back) removes what is left." ;;
    back | going-back) fail "the application went back, or is on its way ($(state_evidence))." "nothing was changed by this." \
      "nothing: this step is behind. migrate-back goes on from here." ;;
    both) fail "application roles can log in on both sides ($(state_evidence))." "writes may go to both servers; nothing was changed by this." \
      "close one side by hand (ALTER ROLE … NOLOGIN) after looking which has the newest rows." ;;
  esac
}

# undo: the side that writes left says enough while its roles can log in; once closed, the other has to be asked.
refuse_when_moved() {
  local line
  FROM_LOGIN=unknown FROM_NOTE=unknown FROM_BACK=unknown TO_LOGIN=unknown TO_NOTE=unknown TO_BACK=unknown SUBSCRIPTION=unknown
  if line=$(stand "$FROM" 2>/dev/null); then
    IFS=$'\t' read -r FROM_LOGIN FROM_NOTE FROM_BACK _ <<<"$line"
  fi
  if line=$(stand "$TO" 2>/dev/null); then
    IFS=$'\t' read -r TO_LOGIN TO_NOTE TO_BACK SUBSCRIPTION <<<"$line"
  fi
  [ "$TO_NOTE" != open ] && [ "$(judge_state)" != open ] || fail \
    "$MOVE is past its commit point ($(state_evidence))." "the application runs on the $TO; nothing was changed." \
    "$([ "$MOVE" = cut-over ] && echo "go forward: drop-forward, then retire. Back means migrate-back." || echo "go forward: finish-back.")"
  [ "$1" = "$FROM" ] || return 0
  case $FROM_LOGIN/$FROM_NOTE/$TO_LOGIN in
    all/*) ;;
    */opening/unknown) fail "the $FROM is closed and the $TO, which may have been opened, does not answer." \
      "nobody can write to the $FROM; whether the $TO is open is not known; nothing was changed." \
      "bring the $TO back, or make sure it is gone for good, then undo again." ;;
  esac
}

undo_prepare_source() {
  echo "nothing to undo: prepare does not touch the source."
}

undo_prepare_target() {
  lock_side home on_target_home
  if [ "$(on_target_home <<<"SELECT to_regclass(format('%I.made', :'schema')) IS NULL")" = t ]; then
    # Killed between the schema and its table, or there was nothing.
    on_target_home <<<'DROP SCHEMA IF EXISTS :"schema"'
    echo "nothing to undo: prepare has made nothing on the target."
    return 0
  fi
  local how
  how=$(on_target_home -v name="$TARGET_DATABASE" <<<"SELECT how FROM :\"schema\".made WHERE what = 'database' AND name = :'name'")
  if [ -n "$how" ] && target_database_exists; then
    unsubscribe
    # A slot that is in use keeps its database from being dropped.
    going_back drop_slots
    going_back on_from <<<'DROP PUBLICATION IF EXISTS :"link"'
    doing "removing what was copied to the target"
    if [ "$how" = created ]; then
      on_target_home -v name="$TARGET_DATABASE" <<<'DROP DATABASE IF EXISTS :"name" WITH (FORCE)'
    else
      on_target <"$LIB/empty-database.sql"
      # What they still hold in this database, as default privileges.
      on_target_home <<<"SELECT format('DROP OWNED BY %I;', name) FROM :\"schema\".made
        WHERE what = 'role' AND how = 'created' AND name IN (SELECT rolname FROM pg_roles)" | on_target
    fi
  fi
  doing "dropping the roles that prepare made"
  on_target_home <"$LIB/drop-roles.sql"
}

undo_subscribe_source() {
  lock_side source on_source
  # A subscription that still runs would make its slots again; if the target is down, it cannot.
  if answers on_target_home 2>/dev/null && target_database_exists; then
    disable_subscription || echo "the target's subscription could not be disabled; the slots are dropped all the same"
  fi
  doing "dropping slots and publication on the source"
  drop_slots
  on_source <<'SQL'
BEGIN;
DROP PUBLICATION IF EXISTS :"link";
DROP SCHEMA IF EXISTS :"schema" CASCADE;
COMMIT;
SQL
}

drop_slots() {
  on_from <"$LIB/drop-slots.sql"
}

undo_subscribe_target() {
  lock_side home on_target_home
  target_database_exists || { echo "nothing to undo: there is no database $TARGET_DATABASE on the target."; return 0; }
  unsubscribe
}

disable_subscription() {
  on_to <<<"SELECT format('ALTER SUBSCRIPTION %I DISABLE', subname) FROM pg_subscription WHERE subname = :'link' AND subenabled \gexec"
}

# Without its slot, which the source's own undo drops: so it works while the source is down.
unsubscribe() {
  doing "dropping the subscription on the $TO"
  on_to <<'SQL'
SELECT statement FROM pg_subscription CROSS JOIN LATERAL (VALUES
  (1, format('ALTER SUBSCRIPTION %I DISABLE', subname)),
  (2, format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', subname)),
  (3, format('DROP SUBSCRIPTION %I', subname))) AS steps(place, statement)
WHERE subname = :'link' ORDER BY place \gexec
SQL
}
