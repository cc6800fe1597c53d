SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = :'schema'
UNION ALL SELECT 'publication ' || pubname FROM pg_publication WHERE pubname = :'reverse';
