-- Changes of the schema are not replicated, so they are refused where rows come from. The triggers go with the schema
-- of their functions, when the notes go. Temporary tables, what fills materialised views anew, publications and
-- subscriptions, and this operation's own sessions are let through; a session that has to change something all the same
-- says SET dre.schema = '<the schema>'.
SELECT format($lock$
CREATE OR REPLACE FUNCTION %1$I.refuse() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE 'the schema of database %% is locked while dre moves it: this change would not reach the other side', current_database()
    USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'Make it when the operation has ended (its notes are in the schema %1$s), or abort that first.';
END $$;
CREATE OR REPLACE FUNCTION %1$I.lock_start() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  -- At its end it would leave an index behind that is not valid.
  IF current_setting('dre.schema', true) IS DISTINCT FROM %1$L AND current_query() ~* '\mconcurrently\M' THEN
    PERFORM %1$I.refuse();
  END IF;
END $$;
CREATE OR REPLACE FUNCTION %1$I.lock_end() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('dre.schema', true) IS DISTINCT FROM %1$L
    AND EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
      WHERE schema_name IS DISTINCT FROM 'pg_temp' AND command_tag <> 'REFRESH MATERIALIZED VIEW'
        AND object_type !~ '^(publication|subscription)') THEN
    PERFORM %1$I.refuse();
  END IF;
END $$;
CREATE OR REPLACE FUNCTION %1$I.lock_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('dre.schema', true) IS DISTINCT FROM %1$L
    AND EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE original AND NOT is_temporary
      AND object_type !~ '^(publication|subscription)') THEN
    PERFORM %1$I.refuse();
  END IF;
END $$;
$lock$, :'schema') \gexec
SELECT format('CREATE EVENT TRIGGER %I ON %s %s EXECUTE FUNCTION %I.%I()', :'schema' || '_' || kind, event, condition, :'schema', kind)
FROM (VALUES
  ('lock_start', 'ddl_command_start', 'WHEN TAG IN (''CREATE INDEX'')'),
  ('lock_end', 'ddl_command_end', ''),
  ('lock_drop', 'sql_drop', '')) AS locks(kind, event, condition)
WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = :'schema' || '_' || kind) \gexec
