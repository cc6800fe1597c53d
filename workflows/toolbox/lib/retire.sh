# After the switch: what only the move needed goes. drop-forward begins the soak, retire ends it and with it the way
# back; finish-back is the same after the application went back.

# A slot that nobody reads fills the disk of its server, also when its subscription is only disabled.
run_drop_forward() {
  look_at_the_old_side
  lock_both
  read_ending
  [ "$STATE" = open ] || refuse_before_the_switch
  progress 0.2 "replication to the target"
  take_link_down
  local left=''
  [ -z "$UNSEEN" ] || left="slot and publication ${SCHEMA}_fwd"
  say_what_was_left "$left"
  outputs stays "the way back: publication and slot ${SCHEMA}_rev on the target, subscription on the source" left "$(left_words "$left")"
}

# Leaves UNSEEN: the old side, when it gives no sign of life for some seconds. It may be gone for good, and what the
# living side keeps for it would fill the disk there; so the living side is cleared alone. A server that is starting, that
# refuses us, or that still follows the living side is no such one: it would keep a slot that nobody drops.
look_at_the_old_side() {
  UNSEEN=''
  local old=on_$FROM seconds=${OLD_SIDE_SECONDS:-30} sign=''
  [[ $seconds =~ ^[0-9]{1,3}$ ]] || fail "OLD_SIDE_SECONDS is \"$seconds\"." "nothing was looked at or changed." "give whole seconds, as 30."
  local end=$(($(now_ms) + seconds * 1000))
  doing "looking whether the $FROM answers"
  until answers "$old"; do
    if [ "$(now_ms)" -ge "$end" ]; then
      sign=$(sign_of_life)
      [ -z "$sign" ] || fail "the $FROM does not answer, but it lives: $sign." "nothing was changed." \
        "see that it can be reached from here, with the address and password that are set; then run this again."
      UNSEEN=$FROM
      echo "the $FROM gave no sign of life for $seconds s"
      return 0
    fi
    sleep 0.5
  done
}

sign_of_life() {
  local code=0
  as "${FROM^^}" postgres pg_isready -q -t 5 || code=$?
  case $code in 0 | 1) echo "its server takes connections, or is starting"; return ;; esac
  [ "$(on_to <<<"SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name IN (:'schema' || '_fwd', :'schema' || '_rev')")" = 0 ] ||
    echo "it still follows the $TO (if it died just now, the $TO sees that within a minute or so)"
}

lock_both() {
  [ "$UNSEEN" = target ] || lock_side target on_target
  [ "$UNSEEN" = source ] || lock_side source on_source
}

# As read_state. Of a side that cannot be seen its roles are taken to be closed, as the switch has left them.
read_ending() {
  if [ -z "$UNSEEN" ]; then
    read_state
    return
  fi
  local line
  line=$(stand "$TO")
  # shellcheck disable=SC2034 # read by state_evidence and judge_state
  FROM_LOGIN=unknown FROM_NOTE=unknown FROM_BACK=unknown
  IFS=$'\t' read -r TO_LOGIN TO_NOTE TO_BACK SUBSCRIPTION <<<"$line"
  case $TO_LOGIN/$TO_NOTE/$SUBSCRIPTION/$TO_BACK in
    */enabled/* | */closing | */opening) STATE=odd ;;
    all/open/* | all/gone/gone/*) STATE=open ;;
    *) STATE=odd ;;
  esac
}

# In the words of a failure, though it is none: somebody has to know.
say_what_was_left() {
  [ -z "$UNSEEN" ] || printf '%s\n' "What happened: the $UNSEEN does not answer, so only the other side was cleared." \
    "Data and writes: $(consequence)" \
    "What to do: nothing, if the $UNSEEN is gone for good. Should it come back, run $VERB again, also when the operation has ended: $1 are still there; a slot keeps WAL."
}

left_words() {
  [ -z "$UNSEEN" ] || { echo "on the $UNSEEN, which does not answer: $1"; return; }
  echo nothing
}

refuse_before_the_switch() {
  fail "$MOVE is not done ($(state_evidence))." "nothing was changed." "run $MOVE first; or undo, when the operation is to end."
}

# Subscription, slot and publication of this way. The subscription goes without its slot, which is dropped then: so
# nobody makes it anew.
take_link_down() {
  [ "$TO" = "$UNSEEN" ] || unsubscribe
  [ "$FROM" != "$UNSEEN" ] || return 0
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
  look_at_the_old_side
  read_ending
  if [ -n "$UNSEEN" ]; then
    verify_drop_forward_unseen
    return
  fi
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

verify_drop_forward_unseen() {
  local evidence
  evidence="the source does not answer, its publication and slot ${SCHEMA}_fwd could not be looked at; subscription on the target: $SUBSCRIPTION; $(state_evidence)"
  case $STATE/$SUBSCRIPTION in
    open/gone) verified done "$evidence" ;;
    *) verified not-done "$evidence" ;;
  esac
}

run_retire() { take_everything_down; }
run_finish_back() { take_everything_down; }

take_everything_down() {
  look_at_the_old_side
  read_ending
  [ "$STATE" = open ] || refuse_before_the_switch
  lock_both
  local old=$FROM living=$TO way=$MOVE left=''
  progress 0.2 "replication"
  backward
  take_link_down
  forward
  take_link_down
  # Notes last, those of the side that lives at the very end: they say that it lives.
  progress 0.8 "notes"
  [ "$old" = "$UNSEEN" ] || drop_notes "$old"
  drop_notes "$living"
  [ "$way" = cut-over ] || backward
  case $UNSEEN in
    source) left="subscription ${SCHEMA}_rev, schema $SCHEMA and, if drop-forward did not reach it, slot and publication ${SCHEMA}_fwd" ;;
    target) left="slot and publication ${SCHEMA}_rev, and schema $SCHEMA (also in $HOME_DATABASE)" ;;
  esac
  say_what_was_left "$left"
  outputs stays "the application's roles are closed on the $old, and its database is still there" left "$(left_words "$left")"
}

drop_notes() {
  doing "dropping the notes on the $1"
  "on_$1" <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
  [ "$1" = source ] || on_target_home <<<'DROP SCHEMA IF EXISTS :"schema" CASCADE'
}

verify_retire() { verify_down; }
verify_finish_back() { verify_down; }

verify_down() {
  look_at_the_old_side
  read_ending
  if [ -n "$UNSEEN" ]; then
    verify_down_unseen
    return
  fi
  local left subscription
  DRE_ENDING=succeeded
  left=$(left_on source; left_on target)
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

left_on() {
  left_behind "$1" | sed "/./s/\$/ on the $1/"
}

verify_down_unseen() {
  local left evidence
  DRE_ENDING=succeeded
  left=$(left_behind "$TO")
  evidence="the $UNSEEN does not answer, what is left there could not be looked at; on the $TO: ${left:-nothing is left}; $(state_evidence)"
  evidence=${evidence//$'\n'/, }
  case $STATE/$left in
    open/) verified done "$evidence" ;;
    # The first that goes.
    open/*"slot ${SCHEMA}_rev"* | open/*"subscription ${SCHEMA}_rev"*) verified not-done "$evidence" ;;
    open/*) verified partial "$evidence" ;;
    *) verified not-done "$evidence" ;;
  esac
}
