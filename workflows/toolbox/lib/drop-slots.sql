-- The slot, and those of the workers that copy for our target; a slot is in use until its walsender is gone, and a
-- worker may take it again meanwhile. DRE's own names only.
DO $$
DECLARE
  link text := current_setting('dre.link');
  target text;
  slot record;
  left_over boolean;
BEGIN
  IF to_regclass(format('%I.journal', current_setting('dre.schema'))) IS NOT NULL THEN
    EXECUTE format('SELECT detail FROM %I.journal WHERE what = ''target''', current_setting('dre.schema')) INTO target;
  END IF;
  FOR attempt IN 1..200 LOOP
    left_over := false;
    FOR slot IN SELECT slot_name, active_pid FROM pg_replication_slots
        WHERE slot_name = link OR (database = current_database() AND slot_name ~ ('^pg_[0-9]+_sync_[0-9]+_' || target || '$')) LOOP
      left_over := true;
      PERFORM pg_terminate_backend(pid) FROM pg_stat_replication WHERE application_name = slot.slot_name;
      PERFORM pg_terminate_backend(slot.active_pid) WHERE slot.active_pid IS NOT NULL;
      BEGIN
        PERFORM pg_drop_replication_slot(slot.slot_name);
      EXCEPTION WHEN object_in_use OR undefined_object THEN
        NULL;
      END;
    END LOOP;
    EXIT WHEN NOT left_over;
    PERFORM pg_sleep(0.05);
    PERFORM pg_stat_clear_snapshot();
  END LOOP;
  IF left_over THEN
    RAISE 'a slot of % is still in use after 10 s', link;
  END IF;
END $$;
