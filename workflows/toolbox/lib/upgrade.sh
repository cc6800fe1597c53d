# Versions, and whether replicas follow. Read only.

NOTHING="nothing was changed."

consequence() {
  echo "$NOTHING"
}

# version_of PREFIX DATABASE: leaves MAJOR and MINOR of that server.
version_of() {
  local number
  reachable "$1" "$2" "$NOTHING"
  number=$(sql_at "$1" "$2" <<<"SHOW server_version_num")
  [[ $number =~ ^[1-9][0-9]{5}$ ]] || fail "the server does not say a version that is understood (server_version_num is \"$number\")." \
    "$NOTHING" "see that it is PostgreSQL 10 or newer."
  MAJOR=$((number / 10000)) MINOR=$((number % 10000))
}

# Leaves WANTED_MAJOR and WANTED_MINOR of IMAGE, as its tag says them.
wanted() {
  local name=${IMAGE%%@*} tag=''
  name=${name##*/}
  [ "$name" = "${name#*:}" ] || tag=${name#*:}
  [[ $tag =~ ^v?([1-9][0-9]?)\.([0-9]{1,2})([.-].*)?$ ]] || fail "which version $IMAGE is cannot be told: its tag is \"$tag\"." \
    "$NOTHING" "name it by a tag that says it, such as registry.example/postgres:16.15, with the digest behind it where that is asked for."
  WANTED_MAJOR=${BASH_REMATCH[1]} WANTED_MINOR=$((10#${BASH_REMATCH[2]}))
}

compare() {
  local source target
  doing "asking both servers what they are"
  version_of SOURCE "$SOURCE_DATABASE"
  source=$MAJOR.$MINOR
  # The database to come may not be there.
  version_of TARGET postgres
  target=$MAJOR.$MINOR
  outputs source_version "$source" target_version "$target"
  [ "${target%.*}" -gt "${source%.*}" ] || fail "$TARGET_HOST:$TARGET_PORT is PostgreSQL $target, no newer major version than $source of $SOURCE_HOST:$SOURCE_PORT." \
    "$NOTHING" "abort, and name a place with a newer one. Between servers of the same version migrate moves it; a newer minor version comes by upgrade-minor."
}

look() {
  doing "asking the server what it is"
  wanted
  version_of DB "$DB_DATABASE"
  [ "$WANTED_MAJOR" -eq "$MAJOR" ] || fail "$IMAGE is PostgreSQL $WANTED_MAJOR, the server is $MAJOR.$MINOR: another major version does not read its files." \
    "$NOTHING" "abort; name an image of PostgreSQL $MAJOR, or take upgrade, which moves it to a server of the other version."
  [ "$WANTED_MINOR" -gt "$MINOR" ] || fail "$IMAGE is PostgreSQL $WANTED_MAJOR.$WANTED_MINOR, and the server is $MAJOR.$MINOR already." \
    "$NOTHING" "abort; name a newer image. Going back to an older one is not what this is for."
  follow
  outputs version "$MAJOR.$MINOR" to_version "$WANTED_MAJOR.$WANTED_MINOR" followers "$FOLLOWERS" behind_bytes "$BEHIND" longest "${LONGEST}s"
}

ready() {
  doing "asking the server who follows it"
  reachable DB "$DB_DATABASE" "$NOTHING"
  follow
  outputs followers "$FOLLOWERS" behind_bytes "$BEHIND" longest "${LONGEST}s"
}

after() {
  local upgraded=false
  doing "asking the server what it is now"
  wanted
  version_of DB "$DB_DATABASE"
  follow
  [ "$MAJOR.$MINOR" != "$WANTED_MAJOR.$WANTED_MINOR" ] || upgraded=true
  outputs version "$MAJOR.$MINOR" upgraded "$upgraded" followers "$FOLLOWERS" behind_bytes "$BEHIND"
}

# Leaves FOLLOWERS that stream, how far the last of them is BEHIND in bytes, and how many seconds the LONGEST transaction of a
# client is open. Without the right to see them, none would be seen: that is no answer.
follow() {
  local replica sees
  IFS=$'\t' read -r replica sees FOLLOWERS BEHIND LONGEST < <(sql_at DB "$DB_DATABASE" <"$LIB/upgrade-followers.sql")
  [ "${replica:?the server could not be read}" = f ] || fail "$DB_HOST:$DB_PORT is a replica, and says nothing of the others." \
    "$NOTHING" "let the host of this place in datastores.yaml lead to the primary."
  [ "$sees" = t ] || fail "${DB_USER} may not see who follows the server, nor for how long others have been in a transaction." \
    "$NOTHING" "GRANT pg_monitor TO ${DB_USER}, then run it again."
}
