-- tables that are ready, all tables, bytes on the target, enabled or disabled
SELECT count(*) FILTER (WHERE srsubstate = 'r'), count(*), coalesce(sum(pg_relation_size(srrelid)), 0),
  (SELECT CASE WHEN subenabled THEN 'enabled' ELSE 'disabled' END FROM pg_subscription WHERE subname = :'link')
FROM pg_subscription_rel JOIN pg_class c ON c.oid = srrelid
WHERE srsubid = (SELECT oid FROM pg_subscription WHERE subname = :'link')
  AND relnamespace <> (SELECT oid FROM pg_namespace WHERE nspname = :'schema');
