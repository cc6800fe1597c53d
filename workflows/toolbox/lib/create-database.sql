SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L OWNER %I CONNECTION LIMIT %s;',
  :'name', pg_encoding_to_char(encoding), datcollate, datctype, rolname, datconnlimit)
FROM pg_database d JOIN pg_authid r ON r.oid = d.datdba WHERE datname = current_database();
