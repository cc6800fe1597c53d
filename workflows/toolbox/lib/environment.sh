# What the worker sets on each Job, and the names that follow from it.

read_environment() {
  local -a missing=()
  local name
  for name in DRE_OPERATION {SOURCE,TARGET}_{HOST,PORT,DATABASE,USER,PASSWORD} APP_ROLES; do
    [ -n "${!name:-}" ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] || fail "not set: ${missing[*]}." "nothing was looked at or changed." \
    "set them on the step's Job (workflows/toolbox/README.md says what they hold)."
  # Going back is an operation of its own; the names are those of the one that moved.
  local operation=${MIGRATION:-$DRE_OPERATION} name=DRE_OPERATION
  [ -z "${MIGRATION:-}" ] || name=MIGRATION
  SUFFIX=${operation##*-}
  [[ $SUFFIX =~ ^[a-z0-9]{1,16}$ ]] || fail "$name \"$operation\" does not end in -<letters or digits>." \
    "nothing was looked at or changed." "give the operation's id as it is shown, as migrate-db-42-k7f3."
  read_roles
  read_route
  SCHEMA=dre_$SUFFIX
  forward
  HOME_DATABASE=postgres # keeps what was made on the target, also when the database is not there (yet)
  [ "$TARGET_DATABASE" != "$HOME_DATABASE" ] || fail "the target database is called $HOME_DATABASE." \
    "nothing was looked at or changed." "move it under another name: $HOME_DATABASE keeps the notes of the operation."
  # UTF-8, so that text is cut between characters; numbers as they are.
  export LC_ALL=C.UTF-8
}

# As r1,r2; other characters would need quoting that nobody has asked for yet.
read_roles() {
  local -a roles
  read -r -a roles <<<"${APP_ROLES//,/ }"
  local role
  for role in "${roles[@]}"; do
    [[ $role =~ ^[A-Za-z0-9_.@-]+$ ]] || fail "APP_ROLES holds \"$role\"." "nothing was looked at or changed." \
      "names of letters, digits and _ . @ - separated by spaces or commas are understood."
  done
  ROLES=$(IFS=,; echo "${roles[*]}")
}
