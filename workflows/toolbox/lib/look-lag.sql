-- Who follows this primary, and how far behind. Nothing here can be mended on this side but by people.
WITH slots AS MATERIALIZED (:slots)
(SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'furthest behind MB', coalesce(max(greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))), 0)::bigint / 1000000 FROM pg_stat_replication) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'followers', count(*) FROM pg_stat_replication) AS t (kind, name, value))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('%s from %s is %s, %s MB behind (not sent %s MB, sent and not replayed %s MB), lag %s', application_name, coalesce(client_addr::text, 'a socket'), state,
    greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::bigint / 1000000, greatest(0, pg_wal_lsn_diff(pg_current_wal_lsn(), sent_lsn))::bigint / 1000000,
    greatest(0, pg_wal_lsn_diff(sent_lsn, replay_lsn))::bigint / 1000000, coalesce(date_trunc('second', replay_lag)::text, 'not measured'))
  FROM pg_stat_replication ORDER BY replay_lsn LIMIT 12) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('slot %s is not in use, keeps %s MB', slot_name, kept / 1000000) FROM slots WHERE NOT active ORDER BY kept DESC LIMIT 8) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', 'nobody follows this server now' WHERE NOT EXISTS (SELECT FROM pg_stat_replication)) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('%s: WAL is not sent fast enough: look at the network to %s, and at the load here', application_name, coalesce(client_addr::text, 'it'))
  FROM pg_stat_replication WHERE pg_wal_lsn_diff(pg_current_wal_lsn(), sent_lsn) > 64000000) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('%s gets its WAL and does not replay it: look there (--problem stuck-replica --at <its place>)', application_name)
  FROM pg_stat_replication WHERE pg_wal_lsn_diff(sent_lsn, replay_lsn) > 64000000) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('nobody follows by the slot %s: start its follower again, or give it up (--problem slot)', slot_name) FROM slots WHERE NOT active) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('the subscription %s is disabled: the log says why; ALTER SUBSCRIPTION … ENABLE once that is gone', subname) FROM pg_subscription
  WHERE NOT subenabled AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())) AS t (kind, line));
