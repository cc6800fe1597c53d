# Where a cut-over stands, read from both servers. Nobody is asked who could be wrong: the logins of the
# application's roles are the fence itself, the journals say what was begun. The same for the way back, with the
# sides changed and the words of the journals after "back_".
#
#   from login    to login      to journal      from journal    subscription | state
#   all           none          not open        any             enabled      | before        nothing is closed
#   all           none          not open        any             disabled     | before        (the next step enables it again, or says why not)
#   none or some  none          not open        closing         any          | closed        writes stand still, the other side was not asked to open
#   none or some  none          not open        opening         any          | asked         as closed, and the other side was asked to open: look there
#   none          all           open            any             disabled     | open          done: the application lives there
#   none          all           gone            gone            gone         | open          done and taken down
#   some or all   some or all   any             any             any          | both          split brain: people decide
#   anything else                                                            | odd           people decide
#
# Forward only:
#   all           none          open            back_open       any          | back          it went, and came back
#   none          none          open            any             any          | going-back    (target journal back_closing or back_opening)
# Back only:
#   none          all           none            none            any          | ahead         the cut-over is still to come
#
# The commit point is one transaction on the side that opens: subscription disabled, roles LOGIN, journal 'open'.

LOGINS="SELECT CASE WHEN count(*) = 0 THEN 'absent' WHEN bool_and(rolcanlogin) THEN 'all'
    WHEN bool_or(rolcanlogin) THEN 'some' ELSE 'none' END
  FROM pg_roles WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ','))"

# The last words of the journal of this side, which may not be there: of this way in the setting dre.note, of the way
# back in dre.back.
LAST_NOTES="DO \$\$ DECLARE note text := 'gone'; back text := 'gone'; last text := \$q\$SELECT substr(what, length(\$1) + 1) FROM %I.journal
  WHERE what = ANY (ARRAY[\$1 || 'start', \$1 || 'closing', \$1 || 'opening', \$1 || 'open', \$1 || 'undone']) ORDER BY id DESC LIMIT 1\$q\$; BEGIN
  IF to_regclass(format('%I.journal', current_setting('dre.schema'))) IS NOT NULL THEN
    EXECUTE format(last, current_setting('dre.schema')) INTO note USING coalesce(current_setting('dre.word', true), '');
    EXECUTE format(last, current_setting('dre.schema')) INTO back USING 'back_';
  END IF;
  PERFORM set_config('dre.note', coalesce(note, 'none'), false), set_config('dre.back', coalesce(back, 'none'), false);
END \$\$;"

# One line of a side: login, journal, journal of the way back, subscription of this way.
stand() {
  if [ "$1" = source ] || target_database_exists; then
    "on_$1" <<<"$LAST_NOTES SELECT ($LOGINS), current_setting('dre.note'), current_setting('dre.back'), coalesce((SELECT CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END
      FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
      WHERE subname = :'link' AND datname = current_database()), 'gone');"
  else
    on_target_home <<<"SELECT ($LOGINS), 'gone', 'gone', 'gone';"
  fi
}

# Leaves FROM_LOGIN FROM_NOTE FROM_BACK TO_LOGIN TO_NOTE TO_BACK SUBSCRIPTION STATE; fails when a side cannot be read.
read_state() {
  local line
  line=$(stand "$FROM")
  IFS=$'\t' read -r FROM_LOGIN FROM_NOTE FROM_BACK _ <<<"$line"
  line=$(stand "$TO")
  IFS=$'\t' read -r TO_LOGIN TO_NOTE TO_BACK SUBSCRIPTION <<<"$line"
  STATE=$(judge_state)
}

judge_state() {
  local to=$TO_LOGIN
  [ "$to" != absent ] || to=none
  case $WORD$FROM_LOGIN/$to/$TO_NOTE/$FROM_BACK/$TO_BACK in
    all/none/open/open/*) echo back; return ;;
    none/none/open/*/closing | none/none/open/*/opening | none/some/open/*/closing | none/some/open/*/opening) echo going-back; return ;;
    back_none/all/none/none/*) echo ahead; return ;;
  esac
  case $FROM_LOGIN/$to/$TO_NOTE/$FROM_NOTE/$SUBSCRIPTION in
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
  echo "$FROM logins: $FROM_LOGIN (journal: $FROM_NOTE), $TO logins: $TO_LOGIN (journal: $TO_NOTE), subscription: $SUBSCRIPTION"
}

# verify answers: done | not-done | partial, and what was seen.
verified() {
  outputs verify "$1" evidence "$2"
}
