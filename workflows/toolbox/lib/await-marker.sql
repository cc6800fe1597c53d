-- Whether the row dre.marker is here within dre.seconds.
DO $$
DECLARE
  seen boolean := false;
  until timestamptz := clock_timestamp() + current_setting('dre.seconds')::float * interval '1 second';
BEGIN
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.marker WHERE id = $1)', current_setting('dre.schema'))
      INTO seen USING current_setting('dre.marker');
    EXIT WHEN seen OR clock_timestamp() > until;
    PERFORM pg_sleep(0.002);
  END LOOP;
  PERFORM set_config('dre.seen', seen::text, false);
END $$;
SELECT current_setting('dre.seen')::boolean;
