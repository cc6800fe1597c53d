# After the cut-over: what only the move needed goes. The source's side first: a slot that nobody reads fills its disk.

run_finish() {
  read_state
  [ "$STATE" = open ] || fail "there was no cut-over ($(state_evidence))." "nothing was changed." "run cut-over first; or undo, when the operation is to end."
  lock_side target on_target
  lock_side source on_source
  progress 0.2 "source"
  doing "dropping slot and publication on the source"
  on_source <"$LIB/drop-slots.sql"
  on_source <<'SQL'
BEGIN;
DROP PUBLICATION IF EXISTS :"link";
DROP SCHEMA IF EXISTS :"schema" CASCADE;
COMMIT;
SQL
  progress 0.6 "target"
  unsubscribe
  doing "dropping the notes on the target"
  on_target <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
  on_target_home <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
  outputs stays "the application's roles are closed on the source, and its database is still there"
}

verify_finish() {
  read_state
  local left
  DRE_ENDING=succeeded
  left=$(left_behind source; left_behind target)
  if [ "$STATE" != open ]; then
    verified not-done "no cut-over yet: $(state_evidence)"
  elif [ -z "$left" ]; then
    verified done "nothing is left; $(state_evidence)"
  elif [ "$SOURCE_NOTE" != gone ] && [ "$SUBSCRIPTION" != gone ]; then
    verified not-done "still there: ${left//$'\n'/; }"
  else
    verified partial "still there: ${left//$'\n'/; }"
  fi
}
