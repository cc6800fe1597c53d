# What of this operation is still on one side. A success leaves closed roles on the source and the database on the
# target, by design.

run_residue() {
  local side=on_$SIDE found
  [ "$SIDE" = source ] || side=on_target_home
  answers "$side" || fail "the $SIDE does not answer." "nothing was changed." "it is looked at again when it is back."
  found=$(left_behind "$SIDE")
  outputs found "${found//$'\n'/; }"
}

left_behind() {
  if [ "$1" = source ]; then
    on_source -v ending="${DRE_ENDING:-aborted}" <"$LIB/residue-source.sql"
    return
  fi
  on_target_home -v ending="${DRE_ENDING:-aborted}" -v name="$TARGET_DATABASE" <"$LIB/residue-home.sql"
  if target_database_exists; then
    on_target <"$LIB/residue-target.sql"
  fi
}
