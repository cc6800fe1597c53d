-- Why this replica does not come after. A server in recovery makes no temporary tables.
\if :recovery
\else
SELECT 'fact', 'this server is a primary, no replica';
SELECT 'person', 'say --at <the place of the replica>: replicas are places of the datastore in datastores.yaml';
\quit
\endif
SELECT 'figure', 'replay paused', CASE pg_get_wal_replay_pause_state() WHEN 'not paused' THEN 0 ELSE 1 END
UNION ALL SELECT 'figure', 'received and not replayed MB', greatest(0, pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()))::bigint / 1000000
UNION ALL SELECT 'figure', 'last replayed transaction s ago', coalesce(round(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())), 0);
SELECT 'fact', format('replay is %s', pg_get_wal_replay_pause_state());
SELECT 'fact', format('received up to %s, replayed up to %s, last transaction of %s', coalesce(pg_last_wal_receive_lsn()::text, 'nothing'), pg_last_wal_replay_lsn(),
    coalesce(date_trunc('second', pg_last_xact_replay_timestamp())::text, 'unknown'));
SELECT 'fact', CASE WHEN count(*) = 0 THEN 'it does not stream: no WAL receiver runs' ELSE format('the WAL receiver is %s, from %s', min(status), min(sender_host)) END FROM pg_stat_wal_receiver;
SELECT 'fact', format('replay waits: %s %s', wait_event_type, wait_event) FROM pg_stat_activity WHERE backend_type = 'startup' AND wait_event IS NOT NULL AND wait_event NOT IN ('RecoveryWalStream', 'RecoveryRetrieveRetryInterval');
SELECT 'fact', format('in %s queries were cancelled for replay: locks %s, snapshots %s, buffers %s', datname, confl_lock, confl_snapshot, confl_bufferpin)
  FROM pg_stat_database_conflicts WHERE confl_lock + confl_snapshot + confl_bufferpin > 0;
SELECT 'act', 'resume-replay', token, 'go on with replay, which somebody or a target has paused; if it paused because max_connections or the like are lower than on the primary, that shuts the replica down: compare them first'
  FROM (:replay) AS r WHERE paused <> 'not paused' AND :'only' = 'all';
-- Replay waits for these, as long as max_standby_streaming_delay lets it.
SELECT 'act', CASE s.state WHEN 'active' THEN 'cancel' ELSE 'terminate' END, s.token,
    format('%s %s %s, %s, open for %s, which replay waits for: %s', CASE s.state WHEN 'active' THEN 'cancel what runs in' ELSE 'end' END, s.pid, s.who, s.state, date_trunc('second', clock_timestamp() - s.xact_start), s.doing)
  FROM (:sessions) AS s JOIN pg_stat_activity r ON r.backend_type = 'startup'
  WHERE s.left_alone IS NULL AND s.xact_start < clock_timestamp() - :'minutes'::float8 * interval '1 minute' AND (:'only' = 'all' OR :'only' = s.pid::text)
    AND ((r.wait_event IN ('RecoveryConflictSnapshot', 'RecoveryConflictTablespace', 'BufferPin') AND s.backend_xmin IS NOT NULL)
      OR (r.wait_event_type = 'Lock' AND s.pid = ANY (pg_blocking_pids(r.pid))))
  ORDER BY s.xact_start LIMIT 40;
SELECT 'person', 'it does not stream: the log says why (primary_conninfo, a password, a slot that is gone, WAL that the primary has removed). When that WAL is gone it has to be built anew'
  WHERE NOT EXISTS (SELECT FROM pg_stat_wal_receiver);
