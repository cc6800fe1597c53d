-- The database was here before us, and empty: so it is left again.
BEGIN;
SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger \gexec
SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)' \gexec
SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql' \gexec
SELECT format('ALTER DATABASE %I RESET ALL', current_database()) \gexec
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
COMMENT ON SCHEMA public IS 'standard public schema';
COMMIT;
