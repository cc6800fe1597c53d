-- name, whether it is the application's, CREATE ROLE, and ALTER ROLE for one that the target has already.
WITH RECURSIVE used(oid) AS (
  SELECT refobjid FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass
    AND (dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      OR (dbid = 0 AND classid = 'pg_database'::regclass AND objid = (SELECT oid FROM pg_database WHERE datname = current_database())))
  UNION SELECT oid FROM pg_authid WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ','))
  UNION SELECT setrole FROM pg_db_role_setting WHERE setrole <> 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION SELECT m.roleid FROM pg_auth_members m JOIN used ON used.oid = m.member)
SELECT r.rolname, app.yes, format('CREATE ROLE %I %s', r.rolname, how), format('ALTER ROLE %I %s', r.rolname, how)
FROM used JOIN pg_authid r USING (oid)
CROSS JOIN LATERAL (SELECT r.rolname = ANY (string_to_array(current_setting('dre.roles'), ',')) AS yes) AS app
CROSS JOIN LATERAL (SELECT concat_ws(' ',
  CASE WHEN r.rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END, CASE WHEN r.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
  CASE WHEN r.rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
  -- The application stays out until the cut-over opens the target.
  CASE WHEN r.rolcanlogin AND NOT app.yes THEN 'LOGIN' ELSE 'NOLOGIN' END,
  CASE WHEN r.rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
  'CONNECTION LIMIT ' || r.rolconnlimit, 'PASSWORD ' || quote_nullable(r.rolpassword),
  'VALID UNTIL ' || quote_literal(r.rolvaliduntil)) AS how) AS attributes
WHERE r.oid >= 16384 ORDER BY 1;
