# What of this operation is still on one side. A success leaves closed roles on the source and the database on the
# target, by design.

run_residue() {
  local side=on_$SIDE found
  [ "$SIDE" = source ] || side=on_target_home
  answers "$side" || fail "the $SIDE does not answer." "nothing was changed." "it is looked at again when it is back."
  if [ -n "$BACK" ] && [ "${DRE_ENDING:-aborted}" != succeeded ]; then
    found=$(left_of_going_back "$SIDE")
  else
    found=$(left_behind "$SIDE")
  fi
  [ "$SIDE" = target ] || found+=$(route_left)
  found=${found#$'\n'}
  outputs found "${found//$'\n'/; }"
}

# Of an operation that was to go back and did not: the application lives on the target as before, and the way back
# stays open for the next one.
left_of_going_back() {
  if [ "$1" = source ] || target_database_exists; then
    "on_$1" <"$LIB/residue-back.sql"
  fi
}

# Where the application has not gone, or has come back to, its clients are not held and led there.
route_left() {
  has_route || return 0
  local home=source
  case $BACK/${DRE_ENDING:-aborted} in /succeeded | yes/aborted) home=target ;; esac
  read_route_state
  [ "$ROUTE_AT/$ROUTE_HELD" = "$home/no" ] && [ -z "$SILENT" ] || printf '\n%s' "$(route_evidence | sed 's/^, //')"
}

left_behind() {
  if [ "$1" = source ]; then
    going_forward on_source -v ending="${DRE_ENDING:-aborted}" -v reverse="${SCHEMA}_rev" <"$LIB/residue-source.sql"
    return
  fi
  going_forward on_target_home -v ending="${DRE_ENDING:-aborted}" -v name="$TARGET_DATABASE" -v reverse="${SCHEMA}_rev" <"$LIB/residue-home.sql"
  if target_database_exists; then
    on_target -v reverse="${SCHEMA}_rev" <"$LIB/residue-target.sql"
  fi
}
