# One psql per question. Passwords travel in the environment of that psql, never in its arguments.

# What counts as a table of the application; partitions count, their parents hold nothing.
TABLES="SELECT c.oid, c.relreplident, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^(pg_|information_schema\$|dre_)'
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"

on_source() { as SOURCE "$SOURCE_DATABASE" sql "$@"; }
on_target() { as TARGET "$TARGET_DATABASE" sql "$@"; }
on_target_home() { as TARGET "$HOME_DATABASE" sql "$@"; }

# SQL comes on stdin, rows go to stdout, separated by tabs.
sql() {
  psql -XqAt -F $'\t' -v ON_ERROR_STOP=1 -v schema="$SCHEMA" -v link="$LINK" -v word="$WORD" -v tables="$TABLES" "$@"
}

# The server notices within half a second that a killed psql is gone; search_path holds nothing of the
# application, so that nothing of it is called by accident. What we send is not logged: it may hold secrets.
as() {
  local side=$1 database=$2
  shift 2
  local host=${side}_HOST port=${side}_PORT user=${side}_USER password=${side}_PASSWORD
  local options="-c client_connection_check_interval=500ms -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=3"
  options+=" -c search_path=pg_catalog -c client_min_messages=warning -c default_transaction_read_only=off"
  options+=" -c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic"
  options+=" -c dre.schema=$SCHEMA -c dre.link=$LINK -c dre.roles=$ROLES ${MORE_OPTIONS:-}"
  [ -z "$WORD" ] || options+=" -c dre.word=$WORD"
  PGHOST=${!host} PGPORT=${!port} PGUSER=${!user} PGPASSWORD=${!password} PGDATABASE=$database \
    PGAPPNAME="$SCHEMA $VERB" PGCONNECT_TIMEOUT=5 PGOPTIONS=$options "$@"
}

# Whether the side answers at all; quickly, because a side that is down must not hold up the other.
answers() {
  [ "$("$1" -c 'SELECT 1' 2>/dev/null)" = 1 ]
}

target_database_exists() {
  [ "$(on_target_home -v name="$TARGET_DATABASE" <<<"SELECT 1 FROM pg_database WHERE datname = :'name'")" = 1 ]
}

# A folder for files of this run, gone with it.
scratch() {
  [ -n "${SCRATCH:-}" ] || SCRATCH=$(mktemp -d)
}

remove_scratch() {
  [ -z "${SCRATCH:-}" ] || rm -rf "$SCRATCH"
}

# Seconds since the epoch with milliseconds, as whole milliseconds.
now_ms() {
  local micros=${EPOCHREALTIME/[.,]/}
  echo "${micros%???}"
}
