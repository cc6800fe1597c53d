# After the switch: what only the move needed goes. drop-forward begins the soak, retire ends it and with it the way
# back; finish-back is the same after the application went back.

# A slot that nobody reads fills the disk of its server, also when its subscription is only disabled.
run_drop_forward() {
  lock_side target on_target
  lock_side source on_source
  read_state
  [ "$STATE" = open ] || refuse_before_the_switch
  progress 0.2 "replication to the target"
  take_link_down
  outputs stays "the way back: publication and slot ${SCHEMA}_rev on the target, subscription on the source"
}

refuse_before_the_switch() {
  fail "$MOVE is not done ($(state_evidence))." "nothing was changed." "run $MOVE first; or undo, when the operation is to end."
}

# Subscription, slot and publication of this way. The subscription goes without its slot, which is dropped then: so
# nobody makes it anew.
take_link_down() {
  unsubscribe
  doing "dropping slot and publication on the $FROM"
  drop_slots
  on_from <<<'DROP PUBLICATION IF EXISTS :"link"'
}

link_stand() {
  local publication slot subscription
  publication=$(on_from <<<"SELECT count(*) FROM pg_publication WHERE pubname = :'link'")
  slot=$(on_from <<<"SELECT coalesce((SELECT wal_status FROM pg_replication_slots WHERE slot_name = :'link'), 'none')")
  subscription=$(on_to <<<"SELECT coalesce((SELECT CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END FROM pg_subscription WHERE subname = :'link'), 'gone')")
  printf '%s\t%s\t%s\n' "$publication" "$slot" "$subscription"
}

verify_drop_forward() {
  read_state
  local publication slot subscription evidence
  IFS=$'\t' read -r publication slot subscription < <(link_stand)
  evidence="publication on the source: ${publication:?the source could not be read}, slot: $slot, subscription on the target: $subscription; $(state_evidence)"
  case $STATE/$publication/$slot/$subscription in
    open/0/none/gone) verified done "$evidence" ;;
    open/1/*/disabled) [ "$slot" = none ] && verified partial "$evidence" || verified not-done "$evidence" ;;
    open/*) verified partial "$evidence" ;;
    *) verified not-done "$evidence" ;;
  esac
}

run_retire() { take_everything_down; }
run_finish_back() { take_everything_down; }

take_everything_down() {
  read_state
  [ "$STATE" = open ] || refuse_before_the_switch
  lock_side target on_target
  lock_side source on_source
  local old=$FROM living=$TO way=$MOVE
  progress 0.2 "replication"
  backward
  take_link_down
  forward
  take_link_down
  # Notes last, those of the side that lives at the very end: they say that it lives.
  progress 0.8 "notes"
  drop_notes "$old"
  drop_notes "$living"
  [ "$way" = cut-over ] || backward
  outputs stays "the application's roles are closed on the $old, and its database is still there"
}

drop_notes() {
  doing "dropping the notes on the $1"
  "on_$1" <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
  [ "$1" = source ] || on_target_home <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
}

verify_retire() { verify_down; }
verify_finish_back() { verify_down; }

verify_down() {
  read_state
  local left subscription
  DRE_ENDING=succeeded
  left=$(left_behind source; left_behind target)
  subscription=$(going_back on_to <<<"SELECT count(*) FROM pg_subscription WHERE subname = :'link'")
  if [ "$STATE" != open ]; then
    verified not-done "$MOVE is not done: $(state_evidence)"
  elif [ -z "$left" ]; then
    verified done "nothing is left; $(state_evidence)"
  elif [ "$subscription" = 1 ] && [ "$FROM_NOTE" != gone ]; then
    verified not-done "still there: ${left//$'\n'/; }"
  else
    verified partial "still there: ${left//$'\n'/; }"
  fi
}
