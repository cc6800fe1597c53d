SELECT 'session ' || application_name FROM pg_stat_activity WHERE application_name ~ ('^' || :'schema' || ' ') AND pid <> pg_backend_pid();
SELECT to_regclass(format('%I.journal', :'schema')) IS NOT NULL AS noted \gset
\if :noted
SELECT 'closed role ' || rolname FROM pg_roles
WHERE NOT rolcanlogin AND rolname = ANY (string_to_array(current_setting('dre.roles'), ','))
  AND (SELECT what FROM :"schema".journal WHERE what ~ '^back_(closing|opening|undone)$' ORDER BY id DESC LIMIT 1) IN ('back_closing', 'back_opening');
\endif
