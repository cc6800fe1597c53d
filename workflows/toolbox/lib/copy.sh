# Follows the first copy, builds what was held back, and ends when both sides agree. Each part looks at what is
# there, so run again it goes on.

run_copy() {
  lock_side target on_target
  refuse_after_cut_over
  [ "$SUBSCRIPTION" != gone ] || fail "there is no subscription on the target." "the application still writes to the source." "run subscribe first."
  scratch
  note_once copy
  follow_copy
  note_once copied
  build_held_back
  refresh_views
  doing "gathering statistics"
  on_target <<<"SELECT format('ANALYZE %s', name) FROM (:tables) AS t \gexec"
  note_once indexed
  await_agreement
  local seconds
  seconds=$(on_target <"$LIB/copy-seconds.sql")
  outputs lag_seconds "$LAG" bytes "$(target_bytes)" tables "$(on_target <<<"SELECT count(*) FROM (:tables) AS t")" \
    copy_seconds "${seconds%%$'\t'*}" index_seconds "${seconds##*$'\t'}"
  progress 1 "both sides agree · lag $LAG s"
}

# So that the durations are those of the work, not of its last run.
note_once() {
  on_target -v what="$1" <<<"INSERT INTO :\"schema\".journal (what) SELECT :'what'
    WHERE NOT EXISTS (SELECT FROM :\"schema\".journal WHERE what = :'what')"
}

target_bytes() {
  on_target <<<"SELECT coalesce(sum(pg_relation_size(oid)), 0) FROM (:tables) AS t"
}

follow_copy() {
  doing "copying the rows"
  local total ready all bytes looks=0 wakeups=0
  total=$(on_source <<<"SELECT greatest(1, coalesce(sum(pg_relation_size(oid)), 0)) FROM (:tables) AS t")
  while true; do
    IFS=$'\t' read -r ready all bytes SUBSCRIPTION < <(on_target <"$LIB/copy-progress.sql")
    [ -n "${SUBSCRIPTION:-}" ] || fail "the target could not be read." "the application still writes to the source." "see that the target is up and run copy again; it goes on."
    report_copy "$ready" "$all" "$bytes" "$total"
    [ "$ready" != "$all" ] || [ "$SUBSCRIPTION" = disabled ] || break
    if [ "$SUBSCRIPTION" = disabled ]; then
      wake_subscription
    fi
    # A small database is there at once; a big one takes hours.
    [ $((looks += 1)) -gt 10 ] && sleep 1 || sleep 0.2
  done
}

report_copy() {
  local share=$(($3 * 80 / $4))
  [ "$share" -le 80 ] || share=80
  progress "0.$(printf '%02d' "$share")" "$1 of $2 tables · $(gigabytes "$3" "$4") of $(gigabytes "$4" "$4") GB"
}

# As fine as the whole asks for.
gigabytes() {
  awk -v bytes="$1" -v whole="$2" 'BEGIN { printf whole < 1e9 ? "%.3f" : "%.1f", bytes / 1e9 }'
}

# A lost connection disables the subscription just as an error in the data does; only the latter comes again. So it
# is enabled again, a few times in a row at most, and never when the server has counted a conflict.
wake_subscription() {
  local conflicts
  conflicts=$(on_to <"$LIB/conflicts.sql")
  # In days many connections are lost; one that holds for a minute was a good one.
  [ $((SECONDS - ${LAST_WAKEUP:-0})) -lt 60 ] || wakeups=0
  LAST_WAKEUP=$SECONDS
  wakeups=$((wakeups + 1))
  if [ -n "$conflicts" ] || [ "$wakeups" -gt 3 ]; then
    fail "the subscription disabled itself${conflicts:+ ($conflicts)} while these tables were not there yet: $(tables_not_ready)." \
      "the application still writes to the $FROM; WAL is kept there until this goes on." \
      "read the $TO's log for the error ($(on_from <"$LIB/capacity.sql")), remove its cause and run $AGAIN again; or abort."
  fi
  answers "on_$FROM" || fail "the $FROM does not answer, and the subscription has disabled itself." \
    "nothing was switched; what was copied so far stays." "bring the $FROM back and run $AGAIN again; it goes on."
  echo "the subscription was disabled, as by a lost connection; it is enabled again ($wakeups of 3)"
  on_to <<<'ALTER SUBSCRIPTION :"link" ENABLE'
}

# For the steps after the copy: a connection that was lost meanwhile is no reason to begin again. Changes SUBSCRIPTION.
reconnect_if_disabled() {
  [ "$STATE" = before ] && [ "$SUBSCRIPTION" = disabled ] || return 0
  local wakeups=0
  wake_subscription
  SUBSCRIPTION=enabled
  await_agreement
}

tables_not_ready() {
  on_to <<<"SELECT coalesce(string_agg(name, ', '), 'none') FROM (SELECT srrelid::regclass::text AS name FROM pg_subscription_rel
    JOIN pg_subscription s ON s.oid = srsubid WHERE subname = :'link' AND srsubstate <> 'r' ORDER BY 1 LIMIT 12) AS names"
}

# Indexes by two sessions at a time; then the rest in the order of the dump. A statement and the note that it is
# done are one transaction, so nothing is built twice.
build_held_back() {
  doing "building indexes and constraints"
  local first second failed=''
  build_indexes 0 & first=$!
  build_indexes 1 & second=$!
  wait "$first" || failed=yes
  wait "$second" || failed=yes
  [ -z "$failed" ] || fail "an index or constraint could not be built (see the lines above)." \
    "the application still writes to the source; the rows copied so far stay." "remove the cause on the source or target and run copy again; it goes on."
  local place
  for place in $(on_target <<<"SELECT place FROM :\"schema\".held WHERE NOT built ORDER BY place"); do
    build "$place" || fail "a constraint could not be built (see the lines above)." \
      "the application still writes to the source; the rows copied so far stay." "remove the cause on the source or target and run copy again; it goes on."
  done
}

# Tables are dealt out, so that the two do not wait for each other's locks.
build_indexes() {
  local place
  for place in $(on_target -v half="$1" <"$LIB/indexes-to-build.sql"); do
    build "$place" || return 1
  done
}

# Of two that wait for each other's locks we give way, not the worker that applies changes: it would disable itself.
build() {
  local tries line
  for tries in 1 2 3; do
    if line=$(MORE_OPTIONS="-c maintenance_work_mem=512MB -c deadlock_timeout=100ms" \
      on_target -v place="$1" <"$LIB/build-held.sql" 2>"$SCRATCH/build.$1"); then
      IFS=$'\t' read -r share built all <<<"${line##*$'\n'}"
      progress "${share:0:4}" "$built of $all indexes and constraints"
      return 0
    fi
    grep -q 'deadlock detected' "$SCRATCH/build.$1" || break
  done
  cat "$SCRATCH/build.$1" >&2
  return 1
}

refresh_views() {
  on_target <<<"SELECT format('REFRESH MATERIALIZED VIEW %s', c.oid::regclass) FROM pg_class c WHERE relkind = 'm' AND NOT relispopulated ORDER BY oid \gexec"
}

# A row written now where writes come from, and the time until it is on the other side.
await_agreement() {
  doing "waiting until both sides agree"
  local wakeups=0
  while true; do
    [ "$(on_to <<<"SELECT subenabled FROM pg_subscription WHERE subname = :'link'")" != f ] || wake_subscription
    measure_lag 30
    [ "${LAG%%.*}" -ge 1 ] || return 0
    progress 0.97 "lag $LAG s"
    sleep 1
  done
}

# Leaves LAG, in seconds with a fraction; at least the given seconds when the row did not arrive within them.
measure_lag() {
  local marker=lag_$RANDOM$RANDOM written arrived
  written=$(on_from -v marker="$marker" <<<"INSERT INTO :\"schema\".marker VALUES (:'marker') RETURNING round(extract(epoch FROM clock_timestamp()) * 1000)")
  arrived=$(now_ms)
  [ "$(MORE_OPTIONS="-c dre.marker=$marker -c dre.seconds=$1" on_to <"$LIB/await-marker.sql")" = t ] || { LAG=$1.0; return 0; }
  arrived=$(($(now_ms) - arrived))
  LAG=$(printf '%d.%03d' $((arrived / 1000)) $((arrived % 1000)))
  : "$written"
}

# A lost connection, as by a crash of the source, disables the subscription; the next run enables it again.
verify_disabled() {
  local conflicts
  conflicts=$(on_target <"$LIB/conflicts.sql")
  if [ -n "$conflicts" ]; then
    verified partial "$1: an error in the data ($conflicts), which somebody has to put right"
  else
    verified not-done "$1"
  fi
}

# Half of a copy is no harm: it goes on by itself, and running copy again follows it. So it is "not done", unless
# the subscription cannot go on without somebody.
verify_copy() {
  read_state
  if [ "$STATE" = open ]; then
    verified done "cut over; $(state_evidence)"
    return 0
  fi
  if [ "$SUBSCRIPTION" = gone ]; then
    verified not-done "there is no subscription on the target"
    return 0
  fi
  local ready all bytes subscription held noted slot evidence
  IFS=$'\t' read -r ready all bytes subscription < <(on_target <"$LIB/copy-progress.sql")
  held=$(on_target <<<"SELECT count(*) FILTER (WHERE NOT built) FROM :\"schema\".held")
  noted=$(on_target <<<"SELECT count(*) FROM :\"schema\".journal WHERE what = 'indexed'")
  slot=$(on_source <<<"SELECT coalesce((SELECT wal_status FROM pg_replication_slots WHERE slot_name = :'link'), 'none')")
  evidence="$ready of $all tables copied, $held indexes and constraints to build, subscription $subscription, slot $slot"
  case $slot/$subscription/$ready/$held/$noted in
    lost/* | none/*) verified partial "$evidence: the copy cannot go on; undo and copy again" ;;
    */disabled/*) verify_disabled "$evidence" ;;
    */enabled/"$all"/0/1) verified done "$evidence" ;;
    *) verified not-done "$evidence" ;;
  esac
}
