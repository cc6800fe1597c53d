# One psql per question, to a server that a prefix names: DB_HOST, DB_PORT, DB_USER, DB_PASSWORD. Needs no superuser.

# Fails with all that is not set; further names after the prefixes' own.
read_servers() {
  local -a missing=()
  local name prefix
  for prefix in $1; do
    for name in HOST PORT DATABASE USER PASSWORD; do
      name=${prefix}_$name
      [ -n "${!name:-}" ] || missing+=("$name")
    done
  done
  shift
  for name in "$@"; do
    [ -n "${!name:-}" ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] || fail "not set: ${missing[*]}." "nothing was looked at or changed." \
    "set them on the step's Job (workflows/toolbox/README.md says what they hold)."
  SUFFIX=${DRE_OPERATION##*-}
  [[ $SUFFIX =~ ^[a-z0-9]{1,16}$ ]] || fail "DRE_OPERATION \"$DRE_OPERATION\" does not end in -<letters or digits>." \
    "nothing was looked at or changed." "give the operation's id as it is shown, as backup-db-42-k7f3."
  # UTF-8, so that text is cut between characters; numbers as they are.
  export LC_ALL=C.UTF-8
}

# at PREFIX DATABASE COMMAND…: with all that the command needs to reach that server. The password is in its environment only.
at() {
  local host=${1}_HOST port=${1}_PORT user=${1}_USER password=${1}_PASSWORD database=$2
  shift 2
  # The server notices within half a second that a killed client is gone; nothing of the application is called by accident.
  local options="-c search_path=pg_catalog -c client_connection_check_interval=500ms -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3"
  options+=" -c client_min_messages=warning -c default_transaction_read_only=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
  # One writing of each value everywhere.
  options+=" -c timezone=UTC -c extra_float_digits=1 -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex"
  PGHOST=${!host} PGPORT=${!port} PGUSER=${!user} PGPASSWORD=${!password} PGDATABASE=$database \
    PGAPPNAME="dre_$SUFFIX $VERB" PGCONNECT_TIMEOUT=5 PGOPTIONS=$options "$@"
}

# SQL comes on stdin, rows go to stdout, separated by tabs.
sql_at() {
  local prefix=$1 database=$2
  shift 2
  at "$prefix" "$database" psql -XqAt -F $'\t' -v ON_ERROR_STOP=1 "$@"
}

# Fails in words when the server does not let us in. The last argument is what that means for data and writes.
reachable() {
  local said host=${1}_HOST port=${1}_PORT user=${1}_USER remedy
  if said=$(sql_at "$1" "$2" <<<'SELECT 1' 2>&1); then
    return 0
  fi
  remedy="see that the server is up and its address in datastores.yaml is right, then run it again."
  case $said in
    *'password authentication failed'* | *'no password supplied'*)
      remedy="the Secret of this place in the Jobs' namespace holds user and password: correct it, then run it again." ;;
    *'too many clients'* | *'remaining connection slots'*)
      remedy="GRANT pg_use_reserved_connections TO ${!user}, and set reserved_connections, so that it gets in when others do not; now a superuser does: end sessions by hand, then run it again." ;;
    *'does not exist'*) remedy="see that database and user are written right in datastores.yaml and the Secret, then run it again." ;;
  esac
  fail "${!host}:${!port}/$2 does not answer as ${!user}: $(tail -n 1 <<<"${said//psql: error: /}" | sed 's/^[[:space:]]*//')" "$3" "$remedy"
}

# Seconds as people say them.
seconds_in_words() {
  local s=${1%%.*}
  if [ "$s" -lt 60 ]; then
    echo "$s s"
  elif [ "$s" -lt 3600 ]; then
    echo "$((s / 60)) min"
  else
    echo "$((s / 3600)) h $((s % 3600 / 60)) min"
  fi
}

# Whole lines, as many as fit into so many characters; the log has all of them.
bounded() {
  local line all='' left=0
  while IFS= read -r line; do
    if [ $((${#all} + ${#line} + 30)) -le "$1" ]; then
      all+=${all:+$'\n'}$line
    else
      left=$((left + 1))
    fi
  done
  [ $left -eq 0 ] || all+=$'\n'"… $left more in the log"
  printf '%s' "$all"
}
