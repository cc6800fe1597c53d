# A psql that stays: for the locks that say "a run is at work", and for cut-over, where each new
# connection would keep writes waiting. SQL goes in by one named pipe, rows come out by another.
declare -A SESSION_IN SESSION_OUT SESSION_PID

# open_session <name> on_source|on_target|on_target_home
open_session() {
  local name=$1 side=$2 in out
  scratch
  mkfifo "$SCRATCH/$name.in" "$SCRATCH/$name.out"
  "$side" <"$SCRATCH/$name.in" >"$SCRATCH/$name.out" 2>"$SCRATCH/$name.err" &
  SESSION_PID[$name]=$!
  exec {in}>"$SCRATCH/$name.in" {out}<"$SCRATCH/$name.out"
  rm "$SCRATCH/$name.in" "$SCRATCH/$name.out"
  SESSION_IN[$name]=$in
  SESSION_OUT[$name]=$out
}

# Sends SQL without waiting for its answer.
tell() {
  printf '%s\n\\echo --end\n' "$2" 2>/dev/null >&"${SESSION_IN[$1]}"
}

# Prints the rows that answer what was told; fails when the session ended or the seconds are over.
hear() {
  # Time is read without a process of its own: each of them would make a cut-over longer.
  local name=$1 seconds=${2:-30} line deadline
  deadline=$((${EPOCHREALTIME/[.,]/} + seconds * 1000000))
  while IFS= read -r -t "$seconds" line <&"${SESSION_OUT[$name]}"; do
    [ "$line" != --end ] || return 0
    printf '%s\n' "$line"
    [ "${EPOCHREALTIME/[.,]/}" -lt "$deadline" ] || break
  done
  cat "$SCRATCH/$name.err" >&2
  return 1
}

ask() {
  tell "$1" "$2" && hear "$1" "${3:-30}"
}

# Whatever it waits for; it may have been made to ignore SIGTERM, as a cut-over does.
end_session() {
  local in=${SESSION_IN[$1]} out=${SESSION_OUT[$1]}
  # shellcheck disable=SC2046 # several
  kill -KILL $(children_of "${SESSION_PID[$1]}") "${SESSION_PID[$1]}" 2>/dev/null || true
  exec {in}>&- {out}<&-
  wait "${SESSION_PID[$1]}" 2>/dev/null || true
  unset "SESSION_IN[$1]" "SESSION_OUT[$1]" "SESSION_PID[$1]"
}

close_sessions() {
  local name in
  for name in "${!SESSION_IN[@]}"; do
    in=${SESSION_IN[$name]}
    # Later sessions hold this pipe open too: its end alone would not be seen.
    printf '\\q\n' 2>/dev/null >&"$in" || true
    exec {in}>&-
    wait "${SESSION_PID[$name]}" 2>/dev/null || true
    unset "SESSION_IN[$name]"
  done
}

# Only one run of an operation works on a side. Whoever was killed lets go within a second or two; what
# it left behind in the server is ended here, before anything is decided.
lock_side() {
  local name=$1 side=$2
  open_session "$name" "$side"
  local got
  got=$(ask "$name" "SELECT pg_try_advisory_lock(hashtext(:'schema'));" 15) || got=''
  local tries=0
  while [ "$got" = f ] && [ $((tries += 1)) -le 25 ]; do
    sleep 0.2
    got=$(ask "$name" "SELECT pg_try_advisory_lock(hashtext(:'schema'));" 15) || got=''
  done
  [ "$got" != f ] || fail "another run of $DRE_OPERATION is at work on the ${side#on_} side." \
    "this run changed nothing." "wait for its end; if there is none, end the session that shows as \"$SCHEMA …\" in pg_stat_activity."
  [ "$got" = t ] || fail "the ${side#on_} side does not answer: $(tail -n 1 "$SCRATCH/$name.err")" \
    "this run changed nothing." "see that the server is up and its address and password are right, then run this again."
  ask "$name" "
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE application_name ~ ('^' || :'schema' || ' (prepare|subscribe|copy|prepare-reverse|cut-over|drop-forward|retire|go-back|finish-back|undo)\$')
      AND pid <> pg_backend_pid();" >/dev/null
}
