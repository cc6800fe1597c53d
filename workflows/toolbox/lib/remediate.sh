# One problem: what there is, what may be done about it, and doing exactly that.
# shellcheck disable=SC2034 # for pg-remediate
PROBLEMS="disk connections lag blocking stuck-replica slot"
MOST_SHOWN=1000     # characters of all that is proposed at once
MOST_CHARACTERS=190 # of one entry of the list of actions: dre takes no longer ones

consequence() {
  case $VERB in
    act) echo "what was approved may be done in part; nothing else was touched." ;;
    *) echo "nothing was changed." ;;
  esac
}

# From when on something is old, full or large.
read_limits() {
  local name
  for name in OLD_MINUTES FULL_PERCENT KEPT_MB; do
    [[ ${!name:-5} =~ ^[0-9]{1,9}(\.[0-9]{1,3})?$ ]] || fail "$name is \"${!name}\"." "nothing was looked at or changed." "give a number that is not negative."
  done
  [[ ${ONLY:-all} =~ ^[a-z0-9_]{1,63}$ ]] || fail "only \"$ONLY\": that is neither a process nor a slot." "nothing was looked at or changed." \
    "give the number of a process, the name of a slot, or all."
}

looking() {
  sql_at DB "$DB_DATABASE" -v sessions="$SESSIONS" -v slots="$SLOTS" -v replay="$REPLAY" -v minutes="${OLD_MINUTES:-5}" \
    -v percent="${FULL_PERCENT:-80}" -v wal_mb="${KEPT_MB:-1000}" -v only="${ONLY:-all}" -v recovery="$RECOVERY" "$@"
}

# What the user may do; monitor and signal as t or f.
read_rights() {
  local monitor
  IFS=$'\t' read -r monitor MAY_SIGNAL MAY_DROP MAY_CHECKPOINT MAY_RESUME RECOVERY < <(sql_at DB "$DB_DATABASE" <<<"
    SELECT pg_has_role('pg_monitor', 'USAGE'), pg_has_role('pg_signal_backend', 'USAGE'), rolsuper OR rolreplication,
      pg_has_role('pg_checkpoint', 'USAGE'), has_function_privilege('pg_wal_replay_resume()', 'EXECUTE'), pg_is_in_recovery()
    FROM pg_roles WHERE rolname = current_user")
  [ "${monitor:-}" = t ] || fail "$DB_USER may not see what other sessions do." "nothing was looked at or changed." \
    "GRANT pg_monitor TO \"$DB_USER\"; to act as well: GRANT pg_signal_backend, pg_checkpoint TO \"$DB_USER\", and for slots ALTER ROLE \"$DB_USER\" REPLICATION. Then run it again."
}

# What it takes to do an action of a kind; empty when the user may.
lacking() {
  case $1/$MAY_SIGNAL/$MAY_DROP/$MAY_CHECKPOINT/$MAY_RESUME in
    cancel/f/* | terminate/f/*) echo "GRANT pg_signal_backend TO \"$DB_USER\"" ;;
    drop-slot/?/f/*) echo "ALTER ROLE \"$DB_USER\" REPLICATION" ;;
    checkpoint/?/?/f/*) echo "GRANT pg_checkpoint TO \"$DB_USER\"" ;;
    resume-replay/*/f) echo "GRANT EXECUTE ON FUNCTION pg_wal_replay_resume() TO \"$DB_USER\" on the primary" ;;
  esac
}

# Leaves in files of SCRATCH: facts, people, proposed (words), actions (kind and token), figures.
look_at() {
  local file=$1 kind one two three lack shown=0 more=0
  read_rights
  scratch
  doing "looking at $1"
  case $file/$RECOVERY in stuck-replica/* | lag/t) file=replica ;; esac
  local name
  for name in facts people proposed actions figures; do
    : >"$SCRATCH/$name"
  done
  looking <"$LIB/look-$file.sql" >"$SCRATCH/rows"
  # Not a tab: those beside each other count as one.
  while IFS=$'\x1f' read -r kind one two three; do
    case $kind in
      fact) echo "$one" >>"$SCRATCH/facts" ;;
      person) echo "$one" >>"$SCRATCH/people" ;;
      figure) echo "$one: $two" >>"$SCRATCH/figures" ;;
      act)
        lack=$(lacking "$one")
        if [ -n "$lack" ]; then
          echo "not allowed to $three. Needs: $lack" >>"$SCRATCH/people"
        elif [ $((shown += ${#three} + 1)) -gt "$MOST_SHOWN" ]; then
          # People approve what they are shown, so no more is proposed.
          more=$((more + 1))
        else
          echo "$three" >>"$SCRATCH/proposed"
          echo "$one $two" >>"$SCRATCH/actions"
        fi
        ;;
    esac
  done < <(tr '\t' '\037' <"$SCRATCH/rows")
  [ "$more" -eq 0 ] || echo "$more more of the kind: run it again after these" >>"$SCRATCH/people"
  sed 's/^/there: /' "$SCRATCH/facts"
  sed 's/^/would: /' "$SCRATCH/proposed"
  sed 's/^/people: /' "$SCRATCH/people"
}

look() {
  local count found
  look_at "$SUBJECT"
  count=$(wc -l <"$SCRATCH/proposed")
  found=$(bounded 1300 <"$SCRATCH/facts")
  progress 1 "$count things to do"
  outputs count "$count" found "${found:-nothing that speaks of this problem}" proposal "$(cat "$SCRATCH/proposed")" \
    for_people "$(bounded 700 <"$SCRATCH/people")" actions "$(actions_as_list)" before "$(baseline "$count")"
}

figures() {
  paste -sd ';' "$SCRATCH/figures" | sed 's/;/; /g' | cut -c 1-"$MOST_CHARACTERS"
}

# For again, in a list: so that there is nothing to look at again where nothing is done.
baseline() {
  [ "$1" -eq 0 ] || printf '[%s]' "$(json_string "$(figures)")"
  [ "$1" -ne 0 ] || echo '[]'
}

# Actions of one kind together, as many as an entry may have; in the order in which they were proposed.
actions_as_list() {
  local kind token entry='' all=''
  while read -r kind token; do
    if [ -n "$entry" ] && [ "${entry%% *}" = "$kind" ] && [ $((${#entry} + ${#token} + 1)) -le "$MOST_CHARACTERS" ]; then
      entry+=" $token"
    else
      [ -z "$entry" ] || all+="${all:+,}$(json_string "$entry")"
      entry="$kind $token"
    fi
  done <"$SCRATCH/actions"
  [ -z "$entry" ] || all+="${all:+,}$(json_string "$entry")"
  printf '[%s]' "$all"
}

# Leaves ACTION and TOKENS. What looks otherwise than look writes it is not run.
read_action() {
  ACTION=${1%% *}
  known "$ACTION" "cancel terminate drop-slot checkpoint resume-replay" "action"
  read -r -a TOKENS <<<"${1#* }"
  local token form='^[0-9]+@[0-9a-f]{12}$'
  case $ACTION in drop-slot) form='^[a-z0-9_]{1,63}@[0-9a-f]{12}$' ;; checkpoint) form='^now$' ;; resume-replay) form='^replay@[0-9a-f]{12}$' ;; esac
  for token in "${TOKENS[@]}"; do
    [[ $token =~ $form ]] || usage "\"$token\" is not what look proposes for $ACTION"
  done
}

# Those of TOKENS that are still what they were, one a line.
standing() {
  local wanted
  wanted=$(IFS=,; echo "${TOKENS[*]}")
  case $ACTION in
    cancel) looking -v wanted="$wanted" <<<"SELECT token FROM (:sessions) AS s WHERE token = ANY (string_to_array(:'wanted', ',')) AND state = 'active' AND left_alone IS NULL" ;;
    terminate) looking -v wanted="$wanted" <<<"SELECT token FROM (:sessions) AS s WHERE token = ANY (string_to_array(:'wanted', ',')) AND state IS DISTINCT FROM 'active' AND left_alone IS NULL" ;;
    drop-slot) looking -v wanted="$wanted" <<<"SELECT token FROM (:slots) AS s WHERE token = ANY (string_to_array(:'wanted', ',')) AND left_alone IS NULL" ;;
    resume-replay) looking -v wanted="$wanted" <<<"SELECT token FROM (:replay) AS r WHERE token = :'wanted' AND paused <> 'not paused'" ;;
    checkpoint) echo now ;;
  esac
}

act() {
  local token lack did=0 skipped='' failed='' before left waited=0
  read_rights
  scratch
  lack=$(lacking "$ACTION")
  [ -z "$lack" ] || fail "$DB_USER may not do that: $ACTION." "nothing was changed." "$lack; then run it again."
  before=$(standing)
  for token in "${TOKENS[@]}"; do
    : >"$SCRATCH/said"
    if { grep -qxF -- "$token" <<<"$before" && ! one "$token" >"$SCRATCH/said" 2>&1; } || grep -qx 'f' "$SCRATCH/said"; then
      failed+="${failed:+, }${token%@*}: $(tail -n 1 "$SCRATCH/said")"
    elif [ -s "$SCRATCH/said" ]; then
      did=$((did + 1))
      echo "$ACTION ${token%@*}"
    else
      # Before this look, or between it and the act, which then found no row.
      skipped+="${skipped:+, }${token%@*}"
      echo "skipped: ${token%@*} has ended, gone on or come to use since it was looked at"
    fi
  done
  # Sessions hear it at the next moment that they can.
  left=$([ "$ACTION" = checkpoint ] || standing)
  while [ -n "$left" ] && [ $((waited += 1)) -le 40 ]; do
    sleep 0.25
    left=$(standing)
  done
  progress 1 "$did done${skipped:+, left as they have changed: $skipped}"
  [ -z "$left$failed" ] || fail "not all took effect: ${failed:-$(tr '\n' ' ' <<<"$left" | sed 's/@[0-9a-f]*//g')still there after 10 s}." \
    "$did of ${#TOKENS[@]} are done; nothing else was touched." "look what they wait for (a process in I/O does not hear at once), then retry; or go on without."
  outputs did "$ACTION: $did of ${#TOKENS[@]}" skipped "${skipped:-none}"
}

# Does it in one statement that looks once more whether it is still the same.
one() {
  case $ACTION in
    cancel) looking -v wanted="$1" <<<"SELECT pg_cancel_backend(pid) FROM (:sessions) AS s WHERE token = :'wanted' AND state = 'active' AND left_alone IS NULL" ;;
    terminate) looking -v wanted="$1" <<<"SELECT pg_terminate_backend(pid) FROM (:sessions) AS s WHERE token = :'wanted' AND state IS DISTINCT FROM 'active' AND left_alone IS NULL" ;;
    drop-slot) looking -v wanted="$1" <<<"SELECT pg_drop_replication_slot(slot_name) FROM (:slots) AS s WHERE token = :'wanted' AND left_alone IS NULL" ;;
    resume-replay) looking -v wanted="$1" <<<"SELECT pg_wal_replay_resume() FROM (:replay) AS r WHERE token = :'wanted'" ;;
    checkpoint) looking <<<"CHECKPOINT" && echo done ;;
  esac
}

verify() {
  read_rights
  local left count=0
  left=$([ "$ACTION" = checkpoint ] || standing)
  [ -z "$left" ] || count=$(wc -l <<<"$left")
  case $ACTION/$count in
    checkpoint/*) outputs verify not-done evidence "another checkpoint does no harm" ;;
    */0) outputs verify "done" evidence "none of ${#TOKENS[@]} is there as it was" ;;
    */"${#TOKENS[@]}") outputs verify not-done evidence "all ${#TOKENS[@]} are there as they were" ;;
    *) outputs verify partial evidence "$count of ${#TOKENS[@]} are there as they were" ;;
  esac
}

# look_again <problem> <figures before>
look_again() {
  local changed='' name value old line found
  look_at "$1"
  while IFS= read -r line; do
    name=${line%: *} value=${line##*: }
    old=$(tr ';' '\n' <<<"$2" | sed -n "s/^ *$name: //p")
    [ -z "$old" ] || changed+="${changed:+; }$name $old -> $value"
  done <"$SCRATCH/figures"
  progress 1 "$changed"
  found=$(bounded 1500 <"$SCRATCH/facts")
  outputs changed "${changed:-nothing that can be told}" found "${found:-nothing that speaks of this problem}" left "$(wc -l <"$SCRATCH/proposed")" \
    for_people "$(bounded 900 <"$SCRATCH/people")"
}
