# Read only; says everything that stands in the way at once.

run_preflight() {
  [ -z "$BACK" ] || { look_back; return 0; }
  doing "looking at the source"
  answers on_source || fail "the source $SOURCE_HOST:$SOURCE_PORT/$SOURCE_DATABASE does not answer as $SOURCE_USER." \
    "nothing was changed." "see that it is up, and that host, port, database and password are right."
  answers on_target_home || fail "the target $TARGET_HOST:$TARGET_PORT does not answer as $TARGET_USER." \
    "nothing was changed." "see that it is up, and that host, port and password are right; where there is no server yet, /dre provision makes one."
  scratch
  on_source <"$LIB/preflight-source.sql" >"$SCRATCH/findings"
  local -A fact=()
  local kind text
  while IFS=$'\t' read -r kind text; do
    [ "$kind" != fact ] || fact[${text%%=*}]=${text#*=}
  done <"$SCRATCH/findings"
  doing "looking at the target"
  MORE_OPTIONS="-c dre.source_version=${fact[version_num]} -c dre.source_system=${fact[system]}" \
    on_target_home -v name="$TARGET_DATABASE" -v encoding="${fact[encoding]}" -v collate="${fact[collate]}" \
    -v ctype="${fact[ctype]}" -v extensions="${fact[extensions]}" -v superuser="${fact[superuser]}" \
    <"$LIB/preflight-target.sql" >>"$SCRATCH/findings"
  target_database_exists && on_target -v encoding="${fact[encoding]}" <"$LIB/preflight-database.sql" >>"$SCRATCH/findings"
  local target_version
  target_version=$(on_target_home <<<"SHOW server_version_num")
  client_findings "$target_version" >>"$SCRATCH/findings"
  trouble_of_the_route | sed 's/^/refuse\t/' >>"$SCRATCH/findings"
  report_findings "${fact[bytes]}" "${fact[tables]}" "${fact[version]}" "$(on_target_home <<<"SHOW server_version")"
}

# An older psql does not understand a newer server, and pg_dump refuses it.
client_findings() {
  local program major
  for program in psql pg_dump pg_restore; do
    major=$("$program" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
    [ "$major" -ge $(($1 / 10000)) ] ||
      printf 'refuse\t%s\n' "$program is version $major, older than the target: put the programs of $(($1 / 10000)) first on PATH"
  done
}

report_findings() {
  local notes refusals
  notes=$(sed -n 's/^note\t//p' "$SCRATCH/findings")
  refusals=$(sed -n 's/^refuse\t//p' "$SCRATCH/findings")
  [ -z "$notes" ] || sed 's/^/note: /' <<<"$notes"
  outputs bytes "$1" tables "$2" source_version "$3" target_version "$4" notes "${notes//$'\n'/; }"
  [ -n "$refusals" ] || return 0
  sed 's/^/  - /' <<<"$refusals" >&2
  fail "$(wc -l <<<"$refusals") findings stand in the way: ${refusals//$'\n'/; }." "nothing was changed." \
    "remove each (its remedy is beside it), and run preflight again."
}

# Whether the application can go back: the path is there and works, and the source has everything in the same form.
look_back() {
  doing "looking whether the way back is open"
  read_state
  case $STATE in
    before) ;;
    open) fail "the application went back already ($(state_evidence))." "nothing was changed." "nothing: finish-back removes what is left." ;;
    ahead) fail "the application still is on the source ($(state_evidence))." "nothing was changed." "nothing: there is nothing to go back from." ;;
    *) fail "the state is not one to go back from ($(state_evidence))." "nothing was changed." "ask verify go-back and verify cut-over; people have to look." ;;
  esac
  [ "$SUBSCRIPTION" != gone ] || fail "there is no way back: the source does not follow the target (subscription $LINK is gone)." \
    "nothing was changed; the application runs on the target." "it was retired, or --of names another operation: a migration the other way copies everything."
  scratch
  local trouble
  trouble=$(trouble_of_the_way_back; trouble_of_the_route)
  [ -z "$trouble" ] || fail "${trouble//$'\n'/; }." "nothing was changed; the application runs on the target." \
    "remove the cause and look again; what the source has missed for good does not come by this way."
  measure_lag 30
  outputs lag_seconds "$LAG" tables "$(on_from <<<"SELECT count(*) FROM (:tables) AS t")"
}
