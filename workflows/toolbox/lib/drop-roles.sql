-- What prepare created and nothing else; a role that owns something elsewhere by now stays, and is named.
BEGIN;
SELECT format('DROP ROLE %I', name) FROM :"schema".made
WHERE what = 'role' AND how = 'created' AND name IN (SELECT rolname FROM pg_roles) \gexec
DROP SCHEMA :"schema" CASCADE;
COMMIT;
