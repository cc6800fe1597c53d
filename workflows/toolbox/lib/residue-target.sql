SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = :'schema';
