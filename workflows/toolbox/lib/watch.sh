# How replication stands, for whoever guards it. Reads only, but for one thing: a subscription that a lost connection
# has disabled is enabled again, because the source keeps its WAL for as long as nobody does.

run_watch() {
  doing "looking how replication stands"
  local conflicts='' slot active retained behind reconnected=false
  # First the side that keeps the WAL: it piles up just when the other is down.
  read_slot
  if answers on_to; then
    read_state
    conflicts=$(on_to <"$LIB/conflicts.sql")
  else
    # A slot can be held for a minute by a connection whose other end is dead.
    STATE=unknown SUBSCRIPTION=unreachable active=false
  fi
  case $STATE/$SUBSCRIPTION/$conflicts/$slot in
    */lost | */none) ;;
    before/disabled//* | ahead/disabled//*)
      reconnect_unless_at_work
      read_slot
      ;;
  esac
  read_route_state
  [ -z "$BACK" ] || [ "$SUBSCRIPTION" = unreachable ] || mend_route
  progress 1 "subscription $SUBSCRIPTION · slot $slot · WAL kept $retained bytes · behind $behind bytes"
  outputs subscription "$SUBSCRIPTION" slot "$slot" active "$active" retained_bytes "$retained" behind_bytes "$behind" \
    conflicts "$conflicts" reconnected "$reconnected" route "$ROUTE_AT"
}

# Leaves slot, active, retained, behind.
read_slot() {
  local line
  line=$(on_from <<<"SELECT wal_status, active, greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)),
      greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn))
    FROM pg_replication_slots WHERE slot_name = :'link'")
  IFS=$'\t' read -r slot active retained behind <<<"${line:-none	f	0	0}"
  [ "$active" = t ] && active=true || active=false
  retained=${retained:-0} behind=${behind:-0}
}

# Leaves reconnected and SUBSCRIPTION. Copy and cut-over hold the lock while they are at work: they see to it
# themselves, and a cut-over that has opened the target must never be followed again.
reconnect_unless_at_work() {
  local done
  done=$(on_to <<SQL
SELECT pg_try_advisory_lock(hashtext(:'schema')) AND coalesce((SELECT what FROM :"schema".journal
  WHERE what = ANY (ARRAY[:'word' || 'start', :'word' || 'closing', :'word' || 'opening', :'word' || 'open', :'word' || 'undone'])
  ORDER BY id DESC LIMIT 1), :'word' || 'undone') = :'word' || 'undone' AS alone \gset
\if :alone
ALTER SUBSCRIPTION :"link" ENABLE;
SELECT 'enabled';
\endif
SQL
)
  [ "$done" = enabled ] || return 0
  echo "the subscription was disabled, as by a lost connection; it is enabled again"
  reconnected=true SUBSCRIPTION=enabled
  local tries=0
  while [ $((tries += 1)) -le 20 ]; do
    read_slot
    [ "$active" = false ] || break
    sleep 0.25
  done
  # An error in the data, which older servers do not count, comes again at once.
  sleep 0.5
  [ "$(on_to <<<"SELECT subenabled FROM pg_subscription WHERE subname = :'link'")" != f ] || reconnected=false SUBSCRIPTION=disabled
}
