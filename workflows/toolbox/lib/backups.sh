# The folder of backups: <BACKUP_DIR>/<datastore>/<time>-<operation>, which is there only once all of it is on disk.
# dump/ is pg_dump's directory format; manifest.tsv says what and when, and the rows of each table; SHA256SUMS is of
# all files; "whole" is the checksum of SHA256SUMS, so that none of the three can be cut unnoticed.
BACKUP_NAME='^[0-9]{8}T[0-9]{6}Z-[a-z0-9]{1,16}$'

read_backups() {
  local name
  for name in BACKUP_DIR DATASTORE; do
    [ -n "${!name:-}" ] || fail "not set: $name." "nothing was looked at or changed." "set it on the step's Job (workflows/toolbox/README.md says what it holds)."
  done
  [[ $DATASTORE =~ ^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$ ]] || fail "DATASTORE is \"$DATASTORE\"." "nothing was looked at or changed." "give the datastore's name, as db-42."
  [ -d "$BACKUP_DIR" ] || fail "there is no folder $BACKUP_DIR." "nothing was looked at or changed." \
    "let the Job have a volume there: volumes: of the datastore's place in datastores.yaml, and of the Job."
  FOLDER=$BACKUP_DIR/$DATASTORE
}

# Names of those that are finished, the newest first. Finished is not yet whole.
finished_backups() {
  [ -d "$FOLDER" ] || return 0
  find "$FOLDER" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | { grep -E "$BACKUP_NAME" || true; } | LC_ALL=C sort -r
}

partial_backups() {
  [ -d "$FOLDER" ] || return 0
  find "$FOLDER" -mindepth 1 -maxdepth 1 -type d -name "*-$SUFFIX.partial" -printf '%f\n'
}

checksum_of() {
  sha256sum "$1" | cut -d ' ' -f 1
}

# Whether its list of files is the one that was written; without reading the files.
looks_whole() {
  local folder=$FOLDER/$1
  [ -s "$folder/whole" ] && [ -s "$folder/SHA256SUMS" ] && [ "$(cat "$folder/whole")" = "$(checksum_of "$folder/SHA256SUMS")" ]
}

# What is wrong with it, one thing a line; empty when every file is what was written.
faults_of() {
  local folder=$FOLDER/$1
  looks_whole "$1" || { echo "its list of files is not the one that was written"; return 0; }
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS 2>&1 | { grep -v '^sha256sum: WARNING' || true; } | sed 's/^sha256sum: //')
}

refuse_faulty() {
  local faults
  doing "reading all files of $1"
  # Files that differ are faults; so is a look that was not possible.
  faults=$(faults_of "$1") || faults=${faults:-"its files could not be read"}
  [ -z "$faults" ] || fail "the backup $1 is broken: $(head -n 3 <<<"$faults" | paste -sd ';')$([ "$(wc -l <<<"$faults")" -le 3 ] || echo "; and more")." \
    "$2" "keep it aside for whoever finds out why, look at the volume, and take a new one: /dre backup $DATASTORE."
}

newest_whole() {
  local name
  while read -r name; do
    if looks_whole "$name"; then
      echo "$name"
      return 0
    fi
  done < <(finished_backups)
}

# manifest <backup> <what>
manifest() {
  awk -F '\t' -v what="$2" '$1 == what { print $2; exit }' "$FOLDER/$1/manifest.tsv"
}

bytes_of() {
  find "$1" -type f -printf '%s\n' | awk '{ all += $1 } END { printf "%d", all }'
}

# The SQL that counts and hashes the rows of a table; only counts with COMPARE=counts.
count_of() {
  if [ "${COMPARE:-rows}" = counts ]; then
    echo "SELECT count(*), '-' FROM $1;"
  else
    echo "SELECT count(*), coalesce(bit_xor($2), 0) FROM $1 AS dre_row;"
  fi
}

# Names of tables and the hash of a row, by the session or server that $@ asks.
tables_with_hash() {
  "$@" <"$LIB/tables-to-verify.sql" | awk -F '\t' '{ print $1 "\t" $NF }'
}
