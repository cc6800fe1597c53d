-- Ends the application's sessions; a second look after a moment, for those who were being let in.
DO $$ BEGIN
  FOR look IN 1..2 LOOP
    FOR attempt IN 1..1001 LOOP
      PERFORM pg_stat_clear_snapshot();
      PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = ANY (string_to_array(current_setting('dre.roles'), ','));
      EXIT WHEN NOT FOUND;
      IF attempt > 1000 THEN RAISE 'sessions of the application do not end'; END IF;
      PERFORM pg_sleep(0.003);
    END LOOP;
    IF look = 1 THEN PERFORM pg_sleep(0.01); END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database()) THEN
    RAISE 'a prepared transaction could still be committed';
  END IF;
END $$;
