# On the target: roles, database, schema. What was made is noted before it is made, in the schema dre_… of the
# home database, so that undo takes back that and nothing else, also after a kill in the middle.

run_prepare() {
  lock_side home on_target_home
  refuse_after_cut_over
  scratch
  doing "noting what will be made on the target"
  on_target_home <<'SQL'
CREATE SCHEMA IF NOT EXISTS :"schema";
CREATE TABLE IF NOT EXISTS :"schema".made (what text, name text, how text, PRIMARY KEY (what, name));
SQL
  make_roles
  make_database
  if [ "$(schema_is_there)" = f ]; then
    make_schema
  fi
  outputs roles "$(on_target_home <<<"SELECT count(*) FROM :\"schema\".made WHERE what = 'role'")" \
    held_back "$(on_target <<<"SELECT count(*) FROM :\"schema\".held")"
}

# The roles that own something, are granted something, or are named in APP_ROLES, and those they are members of.
make_roles() {
  progress 0.1 "roles"
  doing "creating the roles on the target"
  on_source <"$LIB/roles.sql" >"$SCRATCH/roles"
  {
    echo 'BEGIN;'
    on_target_home <"$LIB/known-roles.sql" | sort >"$SCRATCH/known"
    local name closed create alter
    while IFS=$'\t' read -r name closed create alter; do
      if grep -qxF -- "$name" "$SCRATCH/known"; then
        echo "INSERT INTO $SCHEMA.made VALUES ('role', $(sql_literal "$name"), 'found') ON CONFLICT DO NOTHING;"
        [ "$closed" = f ] || echo "$alter;" # the password of the source, still closed
      else
        echo "INSERT INTO $SCHEMA.made VALUES ('role', $(sql_literal "$name"), 'created') ON CONFLICT (what, name) DO UPDATE SET how = 'created';"
        echo "$create;"
      fi
    done <"$SCRATCH/roles"
    memberships
    role_settings
    echo 'COMMIT;'
  } >"$SCRATCH/roles.sql"
  on_target_home <"$SCRATCH/roles.sql"
}

sql_literal() {
  printf "'%s'" "${1//\'/\'\'}"
}

# Of roles that are new on the target; those it had are its own business.
memberships() {
  local member grant
  while IFS=$'\t' read -r member grant; do
    grep -qxF -- "$member" "$SCRATCH/known" || echo "$grant;"
  done < <(on_source <"$LIB/memberships.sql")
}

# pg_dumpall knows how each setting has to be quoted; its lines for the roles that are made are taken.
role_settings() {
  as SOURCE "$SOURCE_DATABASE" pg_dumpall --roles-only --no-role-passwords --no-comments \
    --database="$SOURCE_DATABASE" >"$SCRATCH/dumpall"
  local name
  while IFS=$'\t' read -r name _; do
    grep -qxF -- "$name" "$SCRATCH/known" || awk -v a="ALTER ROLE $name SET " -v b="ALTER ROLE \"${name//\"/\"\"}\" SET " \
      'index($0, a) == 1 || index($0, b) == 1' "$SCRATCH/dumpall"
  done <"$SCRATCH/roles"
}

make_database() {
  progress 0.3 "database"
  doing "creating the database on the target"
  local how exists=''
  how=$(on_target_home -v name="$TARGET_DATABASE" <<<"SELECT how FROM :\"schema\".made WHERE what = 'database' AND name = :'name'")
  target_database_exists && exists=yes
  if [ -z "$how" ]; then
    # Undo empties a database that was found: so it is found only when it is empty.
    [ -z "$exists" ] || refuse_full_database
    [ -n "$exists" ] && how=found || how=created
    on_target_home -v name="$TARGET_DATABASE" -v how="$how" \
      <<<"INSERT INTO :\"schema\".made VALUES ('database', :'name', :'how')"
  fi
  if [ -z "$exists" ]; then
    local create
    create=$(on_source -v name="$TARGET_DATABASE" <"$LIB/create-database.sql")
    on_target_home <<<"$create"
  fi
}

refuse_full_database() {
  local findings
  findings=$(on_target -v encoding="$(on_source <<<"SELECT getdatabaseencoding()")" <"$LIB/preflight-database.sql" | sed -n 's/^refuse\t//p')
  [ -z "$findings" ] || fail "${findings//$'\n'/; }." "nothing was changed in that database; the application still writes to the source." \
    "remove the cause and run prepare again; or abort."
}

# Settings of the database and of roles in it, which a dump has only together with CREATE DATABASE.
database_settings() {
  as SOURCE "$SOURCE_DATABASE" pg_dump --create --schema-only --no-owner --exclude-schema='*' |
    awk -v from="$SOURCE_DATABASE" -v to="$(on_target_home -v name="$TARGET_DATABASE" <<<"SELECT quote_ident(:'name')")" '
      /^ALTER DATABASE [^ ]+ SET / { sub(/^ALTER DATABASE [^ ]+ SET /, "ALTER DATABASE " to " SET "); print }
      /^ALTER ROLE [^ ]+ IN DATABASE [^ ]+ SET / { sub(/ IN DATABASE [^ ]+ SET /, " IN DATABASE " to " SET "); print }'
}

# One transaction: either everything is there and the table "held" says what waits, or nothing is.
make_schema() {
  progress 0.5 "schema"
  doing "copying the schema to the target"
  dump_schema
  listed --section=pre-data >"$SCRATCH/first" || true
  # The keys by which a changed row is told are made now, everything else when the rows are there.
  on_source <"$LIB/replica-keys.sql" | sort >"$SCRATCH/keys"
  local number catalog oid rest digest
  while read -r number catalog oid rest; do
    if grep -qxF -- "$catalog $oid" "$SCRATCH/keys"; then
      echo "$number $catalog $oid $rest" >>"$SCRATCH/first"
    else
      echo "$number $catalog $oid $rest" >>"$SCRATCH/later"
    fi
  done < <(listed --section=post-data)
  digest=$(schema_digest)
  {
    echo 'BEGIN;'
    entries "$SCRATCH/first"
    database_settings
    cat "$LIB/notes.sql"
    hold_back
    echo "INSERT INTO $SCHEMA.journal (what, detail) VALUES ('schema', '$digest');"
    echo 'COMMIT;'
  } >"$SCRATCH/schema.sql"
  on_target <"$SCRATCH/schema.sql" >/dev/null
}

# Never the rows: they come by replication. Of the newer version, because it knows what the target wants.
dump_schema() {
  local database=${FROM^^}_DATABASE
  as "${FROM^^}" "${!database}" pg_dump --format=custom --schema-only --no-publications --no-subscriptions \
    --no-tablespaces --lock-wait-timeout=10s --exclude-schema='dre_*' --file="$SCRATCH/dump"
}

# The entries of the dump, but for the lock of the schema: its functions are ours and stay where they are.
listed() {
  pg_restore --list "$@" "$SCRATCH/dump" | grep -vE '^;| EVENT TRIGGER - dre_'
}

# Of what dump_schema has written, so that a change of the source's schema is seen: it is not replicated.
schema_digest() {
  local digest
  # Nothing that is compared may be empty: two that could not be made would be the same.
  listed >"$SCRATCH/all"
  digest=$(pg_restore --use-list="$SCRATCH/all" --file=- "$SCRATCH/dump" | grep -vE '^(--|\\(un)?restrict )' | cksum) || digest=''
  [ -n "$digest" ] || fail "no digest of the schema could be made (see the lines above)." \
    "$(consequence)" "see that pg_restore, grep and cksum are in the image, then run it again."
  printf '%s\n' "$digest"
}

# Whether the schema where writes come from is the one that was noted when replication that way was prepared; else
# says so.
schema_changed() {
  scratch
  dump_schema
  local digest
  digest=$(schema_digest)
  [ "$digest" = "$(on_target <<<"SELECT detail FROM :\"schema\".journal WHERE what = :'word' || 'schema'")" ] ||
    echo "the schema of the $FROM was changed after $([ "$FROM" = source ] && echo prepare || echo prepare-reverse), which is not replicated: undo that change, or $([ "$FROM" = source ] && echo "abort and begin anew" || echo "there is no going back without loss")"
}

# The statements of the entries of a list, for our own psql; an older target does not know every setting.
entries() {
  pg_restore --use-list="$1" --file=- "$SCRATCH/dump" | grep -vE '^(\\(un)?restrict |SET transaction_timeout)'
}

# One row of "held" for each entry that waits, in the order of the dump.
hold_back() {
  [ -s "$SCRATCH/later" ] || return 0
  local number catalog oid kind rest line=0
  while read -r number catalog oid kind rest; do
    line=$((line + 1))
    echo "$number $catalog $oid $kind $rest" >"$SCRATCH/entry"
    entries "$SCRATCH/entry" >"$SCRATCH/held.$line"
    case "$kind $rest" in
      'INDEX ATTACH'*) kind=ATTACH ;;
      'FK CONSTRAINT'*) kind=FOREIGN_KEY ;;
    esac
    printf '\\set statement `cat %s`\n' "$SCRATCH/held.$line"
    printf "INSERT INTO :\"schema\".held VALUES (%s, '%s', :'statement', false);\n" "$line" "$kind"
  done <"$SCRATCH/later"
}

schema_is_there() {
  on_target <<<"SELECT to_regclass(format('%I.held', :'schema')) IS NOT NULL"
}

verify_prepare() {
  local notes='nothing noted' database=no schema=no
  [ "$(on_target_home <<<"SELECT to_regclass(format('%I.made', :'schema')) IS NOT NULL")" = f ] || notes=noted
  ! target_database_exists || database=yes
  [ $database = no ] || [ "$(schema_is_there)" = f ] || schema=yes
  local evidence="on the target: notes: $notes, database $TARGET_DATABASE: $database, schema with the operation's tables: $schema"
  case $notes/$schema in
    noted/yes) verified done "$evidence" ;;
    noted/*) verified partial "$evidence" ;;
    *) read_state
      [ "$STATE" = open ] && verified done "finished; $(state_evidence)" || verified not-done "$evidence" ;;
  esac
}
