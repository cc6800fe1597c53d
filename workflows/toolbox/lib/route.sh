# How the application's connections get to the side that it may write to. Where clients know both hosts there is nothing
# to do here. Where PgBouncers stand before them, these hold the clients while writes move (PAUSE), are told to read
# the file of the other side (SET conffile, RELOAD), and let the clients go (RESUME): they see a pause and no error.
# The roles of the application stay the fence: a PgBouncer that was started anew, or missed, leads to closed doors.
#
# ROUTE_HOST (several, with commas between: each is asked), ROUTE_PORT, ROUTE_USER, ROUTE_PASSWORD: the consoles.
# ROUTE_DATABASE: as clients call it. SOURCE_ROUTE, TARGET_ROUTE: the files, which name HOST and PORT of their side.
CONSOLES=() ROUTE_AT=none ROUTE_HELD=no ROUTE_POOLS='' SILENT='' STOPPED=''

has_route() { [ -n "${ROUTE_HOST:-}" ]; }

# What the worker leaves out together; half of it is a mistake.
read_route() {
  has_route || return 0
  local -a missing=()
  local name
  for name in ROUTE_{PORT,USER,PASSWORD,DATABASE} SOURCE_ROUTE TARGET_ROUTE; do
    [ -n "${!name:-}" ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] || fail "ROUTE_HOST is set, and these are not: ${missing[*]}." "nothing was looked at or changed." \
    "say in datastores.yaml how its clients are led (pgbouncer), with a file for each placement."
  [[ $ROUTE_DATABASE =~ ^[A-Za-z0-9_]+$ ]] && [[ $SOURCE_ROUTE$TARGET_ROUTE =~ ^[A-Za-z0-9_./-]+$ ]] ||
    fail "ROUTE_DATABASE \"$ROUTE_DATABASE\", SOURCE_ROUTE or TARGET_ROUTE has other characters than letters, digits and _ . / -." \
      "nothing was looked at or changed." "name them so in PgBouncer; others would need quoting that nobody has asked for yet."
  IFS=, read -r -a CONSOLES <<<"${ROUTE_HOST// /}"
}

# A console speaks only simple commands, and knows none of our settings. What came of one is seen in what it shows then.
on_console() {
  PGHOST=$CONSOLE PGPORT=$ROUTE_PORT PGUSER=$ROUTE_USER PGPASSWORD=$ROUTE_PASSWORD PGDATABASE=pgbouncer \
    PGAPPNAME="$SCHEMA $VERB" PGCONNECT_TIMEOUT=5 psql -XqA -F $'\t' -P footer=off "$@"
}

# Sessions to all of them, called by their hosts. Fails when one does not answer; the others are open then.
open_consoles() {
  local CONSOLE failed=''
  for CONSOLE in "${CONSOLES[@]}"; do
    open_session "$CONSOLE" on_console
    ask "$CONSOLE" "SHOW VERSION;" 6 >/dev/null || failed+=" $CONSOLE"
  done
  [ -z "$failed" ] || { SILENT=${failed# }; return 1; }
}

# read_route_state [commands that come first]: leaves ROUTE_AT (source, target, mixed, elsewhere, silent; none without a route), ROUTE_HELD (yes, no, some),
# ROUTE_POOLS (the ways in which they pool), and SILENT, those that do not answer. Opens what it needs.
read_route_state() {
  ROUTE_AT=none ROUTE_HELD=no ROUTE_POOLS='' SILENT=''
  has_route || return 0
  local console rows at held pool
  local -A places=() holds=()
  for console in "${CONSOLES[@]}"; do
    if rows=$(ask_console "$console" "${1:-}
SHOW DATABASES; SHOW CONFIG;"); then
      read -r at held pool < <(judge_console <<<"$rows")
      places[$at]=1 holds[$held]=1
      [[ " $ROUTE_POOLS " == *" $pool "* ]] || ROUTE_POOLS+="${ROUTE_POOLS:+ }$pool"
    else
      SILENT+="${SILENT:+ }$console"
    fi
  done
  case ${#places[@]} in
    0) ROUTE_AT=silent ;;
    1) ROUTE_AT=${!places[*]} ;;
    *) ROUTE_AT=mixed ;;
  esac
  [ ${#holds[@]} -lt 2 ] || ROUTE_HELD=some
  [ ${#holds[@]} -ne 1 ] || ROUTE_HELD=${!holds[*]}
}

# By the session that is open, else by one of its own.
ask_console() {
  local CONSOLE=$1
  if [ -n "${SESSION_IN[$CONSOLE]:-}" ]; then
    ask "$CONSOLE" "$2" 5
  else
    on_console <<<"$2" 2>/dev/null
  fi
}

# SHOW DATABASES and SHOW CONFIG, with their headings: the columns are not the same in all releases.
judge_console() {
  awk -F '\t' -v name="$ROUTE_DATABASE" -v source="$SOURCE_HOST:$SOURCE_PORT" -v target="$TARGET_HOST:$TARGET_PORT" '
    $1 == "name" || $1 == "key" { split("", column); for (i = 1; i <= NF; i++) column[$i] = i; next }
    "host" in column && $1 == name { at = $column["host"] ":" $column["port"]; held = $column["paused"] == "1" ? "yes" : "no"; own = $column["pool_mode"] }
    "value" in column && $1 == "pool_mode" { all = $2 }
    END { print (at == source ? "source" : at == target ? "target" : "elsewhere"), (held == "" ? "no" : held), (own == "" ? all : own) }'
}

# While the application lives on the side that writes of this way come from, a PgBouncer that was started anew, and so
# leads to the other, is led there again. Not beside a run that moves writes just now.
mend_route() {
  case $ROUTE_AT in "$TO" | mixed) ;; *) return 0 ;; esac
  [ "$STATE" = before ] || return 0
  scratch
  open_session mending "on_target"
  [ "$(ask mending "SELECT pg_try_advisory_lock(hashtext(:'schema'));")" = t ] || return 0
  read_state
  [ "$STATE" = before ] || return 0
  echo "PgBouncer led clients to the $TO, as after a start with the file of before; it is led to the $FROM again"
  lead_to "$FROM" || true
}

route_evidence() {
  ! has_route || echo ", PgBouncer leads to the ${ROUTE_AT/silent/(no answer)}, clients held: $ROUTE_HELD${SILENT:+, no answer of $SILENT}"
}

# What keeps the route from being switched; nothing when it can be.
trouble_of_the_route() {
  has_route || return 0
  read_route_state
  [ -z "$SILENT" ] || echo "PgBouncer at $SILENT does not answer as $ROUTE_USER"
  case $ROUTE_AT in
    "$FROM" | silent) ;;
    elsewhere) echo "PgBouncer does not lead $ROUTE_DATABASE to $SOURCE_HOST:$SOURCE_PORT or $TARGET_HOST:$TARGET_PORT: its files have to name the host and port of the placements" ;;
    *) echo "PgBouncer leads $ROUTE_DATABASE to the $ROUTE_AT, not to the $FROM" ;;
  esac
  [[ " $ROUTE_POOLS " != *" session "* ]] || echo "PgBouncer pools by session, so its clients cannot be held between transactions: set pool_mode = transaction for $ROUTE_DATABASE"
}

# Clients wait from here on, each for the end of its own transaction. Fails when they do not end within the seconds.
hold_clients() {
  local console left
  for console in "${CONSOLES[@]}"; do tell "$console" "-- line: hold
PAUSE $ROUTE_DATABASE;" || return 1; done
  local deadline=$((${EPOCHREALTIME/[.,]/} / 1000000 + $1))
  for console in "${CONSOLES[@]}"; do
    left=$((deadline - ${EPOCHREALTIME/[.,]/} / 1000000))
    hear "$console" $((left > 0 ? left : 1)) >/dev/null || { leave_consoles; return 1; }
  done
}

# One whose PAUSE still waits hears nothing else, and PgBouncer keeps to it when its client has gone: others say RESUME.
leave_consoles() {
  local console
  for console in "${CONSOLES[@]}"; do
    [ -z "${SESSION_PID[$console]:-}" ] || end_session "$console"
  done
}

# lead_to source|target: all of them, seen in what they say afterwards, because RELOAD says nothing of a file that it cannot read.
lead_to() {
  has_route || return 0
  local file=${1^^}_ROUTE
  read_route_state "-- line: lead
SET conffile = '${!file}';
RELOAD;"
  [ "$ROUTE_AT" = "$1" ] && [ -z "$SILENT" ]
}

# RESUME is an error where nobody is held, and then there is nothing to do. Leaves in STOPPED how long it was since STARTED.
release_clients() {
  has_route || return 0
  local console
  for console in "${CONSOLES[@]}"; do
    ask_console "$console" "-- line: release
RESUME $ROUTE_DATABASE;" >/dev/null 2>&1 || true
  done
  STOPPED=$(($(now_ms) - ${STARTED:-0}))
  read_route_state
  [ "$ROUTE_HELD" = no ] && [ -z "$SILENT" ]
}

# What a person types where a PgBouncer did not do it.
route_by_hand() {
  local file=${1^^}_ROUTE
  echo "at each PgBouncer's console: SET conffile = '${!file}'; RELOAD; RESUME $ROUTE_DATABASE;"
}
