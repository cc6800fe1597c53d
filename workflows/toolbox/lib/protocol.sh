# How a step talks: progress and outputs on stdout, the reason of a failure as its last lines.
PROGRAM=$(basename "$0")
EXPLAINED=''
DOING='starting'

# Progress 0..1 and a message for the card.
progress() {
  printf 'DRE {"progress":%s,"message":%s}\n' "$1" "$(json_string "$2")"
}

# What is being done, for the log and for a failure that nobody foresaw.
doing() {
  DOING=$1
  printf '%s\n' "$1"
}

# Pairs of name and value, all strings; also in the result file, which survives lost logs.
outputs() {
  local json
  json=$(json_object "$@")
  printf 'DRE {"outputs":%s}\n' "$json"
  if [ -n "${DRE_RESULT:-}" ]; then
    printf '%s' "$json" >"$DRE_RESULT"
  fi
}

# The result file holds 4096 bytes: the longest value is cut until everything fits.
json_object() {
  local -a pairs=("$@")
  local json i longest
  while true; do
    json='' longest=1
    for ((i = 0; i < ${#pairs[@]}; i += 2)); do
      json+="${json:+,}$(json_string "${pairs[i]}"):$(json_string "${pairs[i + 1]}")"
      [ ${#pairs[i + 1]} -le ${#pairs[longest]} ] || longest=$((i + 1))
    done
    [ "$(printf '{%s}' "$json" | wc -c)" -gt 4096 ] || break
    pairs[longest]="${pairs[longest]:0:$((${#pairs[longest]} * 3 / 4))} … (more in the log)"
  done
  printf '{%s}' "$json"
}

json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//[[:cntrl:]]/ }
  printf '"%s"' "$text"
}

# What happened; what it means for data and writes; what to do.
fail() {
  EXPLAINED=yes
  printf '%s\n' "What happened: $1" "Data and writes: $2" "What to do: $3" >&2
  exit 1
}

# A failure that nobody foresaw still ends with the three lines.
explain_exit() {
  local code=$?
  close_sessions
  remove_scratch
  [ "$code" -eq 0 ] || [ -n "$EXPLAINED" ] || printf '%s\n' \
    "What happened: $VERB${SUBJECT:+ $SUBJECT} failed while $DOING (see the lines above)." \
    "Data and writes: $(consequence)" \
    "What to do: remove the cause and run it again, it goes on from what is there; or abort, which undoes it." >&2
}

consequence() {
  case $VERB in
    verify | residue | preflight | watch | verify-data) echo "nothing was changed." ;;
    drop-forward | retire) echo "the application runs on the target; nothing it needs was touched." ;;
    finish-back) echo "the application runs on the source again; nothing it needs was touched." ;;
    go-back) echo "as long as verify go-back does not say done, the application belongs to the target." ;;
    *) echo "the application still writes to the source; nothing was switched." ;;
  esac
}

usage() {
  printf '%s\n' "$PROGRAM: $1." "See $PROGRAM ${VERB:+$VERB }--help." >&2
  exit 64
}

# The first word is one of the second; else what may have been meant.
known() {
  local word=$1 words=$2 what=$3 each
  for each in $words; do
    [ "$word" != "$each" ] || return 0
  done
  VERB=''
  usage "\"$word\" is no $what.$(suggestion "$word" "$words") Known: ${words// /, }"
}

# Same beginning, or one word within the other once the hyphens are gone.
suggestion() {
  local word=${1//[-_]/} each plain
  [ ${#word} -ge 2 ] || return 0
  for each in $2; do
    plain=${each//-/}
    if [[ $plain == "${word:0:3}"* || $plain == *"$word"* || $word == *"$plain"* ]]; then
      printf ' Did you mean %s?' "$each"
      return 0
    fi
  done
}

# A shell that waits for psql does not hear SIGTERM before psql ends. So the work is a child, and this
# process hears the signal at once and ends the tree below it. Work may ignore the signal, and ends by itself then.
in_a_child() {
  "$@" &
  local work=$! code=0
  # shellcheck disable=SC2064 # that child, also when this function has ended
  trap "end_tree $work" TERM INT HUP
  wait "$work" || code=$?
  while kill -0 "$work" 2>/dev/null; do
    code=0
    wait "$work" || code=$?
  done
  exit "$code"
}

# Every process below the given one is asked to end, the deepest first.
end_tree() {
  local child
  for child in $(children_of "$1"); do
    end_tree "$child"
  done
  kill -TERM "$1" 2>/dev/null || true
}

children_of() {
  cat "/proc/$1/task/$1/children" 2>/dev/null || pgrep -P "$1" || true
}
