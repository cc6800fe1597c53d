-- member, and the statement that makes it one, for the roles that are moved.
WITH RECURSIVE used(oid) AS (
  SELECT refobjid FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass
    AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION SELECT oid FROM pg_authid WHERE rolname = ANY (string_to_array(current_setting('dre.roles'), ','))
  UNION SELECT m.roleid FROM pg_auth_members m JOIN used ON used.oid = m.member)
SELECT r.rolname, format('GRANT %I TO %I', g.rolname, r.rolname) || CASE WHEN m.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END
FROM pg_auth_members m JOIN pg_authid g ON g.oid = m.roleid JOIN pg_authid r ON r.oid = m.member JOIN used ON used.oid = m.member
ORDER BY 1, 2;
