# Compares every row on both sides while writes go on. Ranges of keys are hashed first; rows of ranges that differ are
# compared one by one, and those that differ are read again once everything written before has arrived. What is left
# then is hot or wrong: such rows are held still where writes go on for a moment, which only a wrong one survives.
READ_AGAIN=4
HELD_AT_MOST=200

run_verify_data() {
  read_state
  reconnect_if_disabled
  [ "$STATE" = before ] && [ "$SUBSCRIPTION" = enabled ] || fail "both sides do not follow each other now ($(state_evidence))." \
    "nothing was changed." "verify-data belongs between copy and cut-over, or with --back between cut-over and go-back."
  local strangers
  strangers=$(on_from <"$LIB/not-followed.sql")
  [ -n "$strangers" ] || strangers=$(schema_changed)
  [ -z "$strangers" ] || fail "${strangers//$'\n'/; }." "nothing was changed; it would be missing on the target after the cut-over." "do as is said above, then run verify-data again."
  scratch
  # One writing of each value on both sides.
  MORE_OPTIONS="-c timezone=UTC -c extra_float_digits=1 -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex"
  local tables=0 all name columns key range hash wrong
  ROWS=0 MISMATCHES=0
  local -a differing=()
  on_from <"$LIB/tables-to-verify.sql" >"$SCRATCH/tables"
  all=$(wc -l <"$SCRATCH/tables")
  while IFS=$'\t' read -r name columns key range hash <&3; do
    doing "comparing $name"
    compare_table "$name" "$columns" "$key" "$range" "$hash"
    wrong=$(wc -l <"$SCRATCH/keys")
    tables=$((tables + 1))
    if [ "$wrong" -gt 0 ]; then
      MISMATCHES=$((MISMATCHES + wrong))
      differing+=("$name ($wrong)")
    fi
    progress "$(awk -v done="$tables" -v all="$all" 'BEGIN { printf "%.2f", done / all }')" "$tables of $all tables · $ROWS rows · $MISMATCHES differ"
  done 3<"$SCRATCH/tables"
  outputs tables "$tables" rows "$ROWS" mismatches "$MISMATCHES"
  [ "$MISMATCHES" = 0 ] || fail "$MISMATCHES rows differ: $(IFS=,; echo "${differing[*]}")." \
    "the application still writes to the $FROM, which was only read; the $TO is not trusted." \
    "find out who wrote to the $TO, or abort$([ "$FROM" = target ] || echo " and copy again")."
}

# Leaves the keys of the rows that differ in the file "keys", one a line, as SQL that stands for it.
compare_table() {
  local name=$1 columns=$2 key=$3 range=$4 hash=$5 ranges pass
  both "SELECT $range, count(*), bit_xor($hash) FROM $name AS dre_row GROUP BY 1"
  ROWS=$((ROWS + $(awk -F '\t' '{ rows += $2 } END { print rows + 0 }' "$SCRATCH/rows.from")))
  ranges=$(differing_keys | paste -sd, -)
  : >"$SCRATCH/keys"
  [ -n "$ranges" ] || return 0
  both "SELECT $key, $hash FROM $name AS dre_row WHERE $range IN ($ranges)"
  differing_keys >"$SCRATCH/keys"
  for ((pass = 1; pass <= READ_AGAIN; pass++)); do
    [ -s "$SCRATCH/keys" ] || return 0
    measure_lag 30
    [ "${LAG%%.*}" -lt 30 ] || fail "the $TO is behind by more than 30 s." "nothing was changed." "wait until it has caught up (watch shows how far it is), then run verify-data again."
    both "$(query_of_keys "$name" "$columns" "$key" "$hash")"
    differing_keys >"$SCRATCH/keys"
  done
  for ((pass = 1; pass <= 3; pass++)); do
    [ -s "$SCRATCH/keys" ] && [ "$(wc -l <"$SCRATCH/keys")" -le "$HELD_AT_MOST" ] || return 0
    compare_held "$name" "$columns" "$key" "$hash"
  done
}

query_of_keys() {
  echo "SELECT $3, $4 FROM $1 AS dre_row WHERE ($2) IN ("
  paste -sd, "$SCRATCH/keys"
  echo ")"
}

# The same question to both sides at once; answers sorted, so that they can be laid side by side.
both() {
  local from
  echo "$1" >"$SCRATCH/question"
  on_from <"$SCRATCH/question" >"$SCRATCH/answer.from" & from=$!
  on_to <"$SCRATCH/question" >"$SCRATCH/answer.to" || { wait "$from" || true; return 1; }
  wait "$from"
  LC_ALL=C sort "$SCRATCH/answer.from" >"$SCRATCH/rows.from"
  LC_ALL=C sort "$SCRATCH/answer.to" >"$SCRATCH/rows.to"
}

differing_keys() {
  LC_ALL=C comm -3 "$SCRATCH/rows.from" "$SCRATCH/rows.to" | sed 's/^\t//' | cut -f 1 | LC_ALL=C sort -u
}

# Writers of these few rows wait for some milliseconds; the limits see to it that it is never more than a second.
compare_held() {
  open_session hold "on_$FROM"
  if ask hold "SET idle_in_transaction_session_timeout = '1s'; SET statement_timeout = '500ms'; BEGIN;
      $(query_of_keys "$1" "$2" "$3" "$4") FOR SHARE;" 2 >"$SCRATCH/answer.from" 2>/dev/null; then
    measure_lag 1
    query_of_keys "$1" "$2" "$3" "$4" | on_to >"$SCRATCH/answer.to"
    LC_ALL=C sort "$SCRATCH/answer.from" >"$SCRATCH/rows.from"
    LC_ALL=C sort "$SCRATCH/answer.to" >"$SCRATCH/rows.to"
    differing_keys >"$SCRATCH/keys"
  fi
  close_sessions
}
