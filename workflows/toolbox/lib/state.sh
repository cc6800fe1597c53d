# Where a cut-over stands, read from both servers. Nobody is asked who could be wrong: the logins of the
# application's roles are the fence itself, the journals say what was begun.
#
#   source login  target login  target journal  source journal  subscription | state
#   all           none          not open        any             enabled      | before        nothing is closed
#   all           none          not open        any             disabled     | before        (the next step enables it again, or says why not)
#   none or some  none          not open        closing         any          | closed        writes stand still, the target was not asked to open
#   none or some  none          not open        opening         any          | asked         as closed, and the target was asked to open: look there
#   none          all           open            any             disabled     | open          done: the application lives on the target
#   none          all           gone            gone            gone         | open          done and finished
#   some or all   some or all   any             any             any          | both          split brain: people decide
#   anything else                                                            | odd           people decide
#
# The commit point is one transaction on the target: subscription disabled, roles LOGIN, journal 'open'.

LOGINS="SELECT CASE WHEN count(*) = 0 THEN 'absent' WHEN bool_and(rolcanlogin) THEN 'all'
    WHEN bool_or(rolcanlogin) THEN 'some' ELSE 'none' END
  FROM pg_roles WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ','))"

# The last word of the journal of this side, which may not be there; left in the setting dre.note.
LAST_NOTE="DO \$\$ DECLARE note text := 'gone'; BEGIN
  IF to_regclass(format('%I.journal', current_setting('dre.schema'))) IS NOT NULL THEN
    EXECUTE format('SELECT what FROM %I.journal WHERE what = ANY (\$1) ORDER BY id DESC LIMIT 1', current_setting('dre.schema'))
      INTO note USING ARRAY['start', 'closing', 'opening', 'open', 'undone'];
  END IF;
  PERFORM set_config('dre.note', coalesce(note, 'none'), false);
END \$\$;"

# One line: source login, source journal.
source_stand() {
  on_source <<<"$LAST_NOTE SELECT ($LOGINS), current_setting('dre.note');"
}

# One line: target login, target journal, subscription.
target_stand() {
  if target_database_exists; then
    on_target <<<"$LAST_NOTE SELECT ($LOGINS), current_setting('dre.note'), coalesce((SELECT CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END
      FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
      WHERE subname = :'link' AND datname = current_database()), 'gone');"
  else
    on_target_home <<<"SELECT ($LOGINS), 'gone', 'gone';"
  fi
}

# Leaves SOURCE_LOGIN SOURCE_NOTE TARGET_LOGIN TARGET_NOTE SUBSCRIPTION STATE; fails when a side cannot be read.
read_state() {
  local line
  line=$(source_stand)
  IFS=$'\t' read -r SOURCE_LOGIN SOURCE_NOTE <<<"$line"
  line=$(target_stand)
  IFS=$'\t' read -r TARGET_LOGIN TARGET_NOTE SUBSCRIPTION <<<"$line"
  STATE=$(judge_state)
}

judge_state() {
  local target=$TARGET_LOGIN
  [ "$target" != absent ] || target=none
  case $SOURCE_LOGIN/$target/$TARGET_NOTE/$SOURCE_NOTE/$SUBSCRIPTION in
    all/none/open/*) echo odd ;;
    all/none/*) echo before ;;
    none/none/open/* | some/none/open/*) echo odd ;;
    none/none/*/opening/* | some/none/*/opening/*) echo asked ;;
    none/none/*/closing/* | some/none/*/closing/*) echo closed ;;
    none/all/open/*/disabled | none/all/open/*/gone | none/all/gone/*/gone) echo open ;;
    all/all/* | some/all/* | all/some/* | some/some/*) echo both ;;
    *) echo odd ;;
  esac
}

state_evidence() {
  echo "source logins: $SOURCE_LOGIN (journal: $SOURCE_NOTE), target logins: $TARGET_LOGIN (journal: $TARGET_NOTE), subscription: $SUBSCRIPTION"
}

# verify answers: done | not-done | partial, and what was seen.
verified() {
  outputs verify "$1" evidence "$2"
}
