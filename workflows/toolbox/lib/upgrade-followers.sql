-- Whether this is a replica, whether we see what others do, followers that stream, bytes that the last of them is behind, seconds of the longest transaction.
SELECT pg_is_in_recovery(), pg_has_role('pg_monitor', 'USAGE') OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
  count(*) FILTER (WHERE state = 'streaming'),
  coalesce(max(CASE WHEN state = 'streaming' THEN greatest(0, pg_wal_lsn_diff(CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END, replay_lsn)) END), 0)::bigint,
  (SELECT coalesce(ceil(extract(epoch FROM max(clock_timestamp() - xact_start))), 0)::bigint FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
FROM pg_stat_replication;
