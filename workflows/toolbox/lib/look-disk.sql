-- What uses the disk. SQL sees neither how much is free nor the folder of the logs.
WITH slots AS MATERIALIZED (:slots),
wal AS MATERIALIZED (SELECT sum(size)::bigint AS bytes, (SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_wal_size') AS usual FROM pg_ls_waldir())
(SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'WAL MB', bytes / 1000000 FROM wal) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'WAL kept by slots MB', coalesce(max(kept), 0) / 1000000 FROM slots) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'databases MB', (sum(pg_database_size(oid)) / 1000000)::bigint FROM pg_database WHERE datallowconn) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'temporary files MB', coalesce(sum(size), 0)::bigint / 1000000 FROM pg_ls_tmpdir()) AS t (kind, name, value))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('WAL %s MB (max_wal_size %s MB), slots keep up to %s MB of it', bytes / 1000000, usual / 1000000, coalesce((SELECT max(kept) FROM slots), 0) / 1000000) FROM wal) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('slot %s keeps %s MB, %s', slot_name, kept / 1000000, coalesce(left_alone, 'not in use')) FROM slots WHERE kept >= 16000000 ORDER BY kept DESC LIMIT 5) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('database %s %s MB', datname, pg_database_size(oid) / 1000000) FROM pg_database WHERE datallowconn ORDER BY pg_database_size(oid) DESC LIMIT 4) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('table %I.%I %s MB, about %s %% of its rows are dead', schemaname, relname, pg_total_relation_size(relid) / 1000000,
    coalesce(100 * n_dead_tup / nullif(n_live_tup + n_dead_tup, 0), 0)) FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC LIMIT 5) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('temporary files %s MB now', sum(size)::bigint / 1000000) FROM pg_ls_tmpdir() HAVING sum(size) > 1000000) AS t (kind, line))
UNION ALL (SELECT 'act', 'drop-slot', token, format('drop the slot %s, not in use, keeps %s MB of WAL: %s', slot_name, kept / 1000000,
    CASE slot_type WHEN 'physical' THEN 'its replica has to be built anew if it needs that WAL' ELSE 'whoever followed by it has to be copied anew' END)
  FROM slots WHERE left_alone IS NULL AND kept >= :'wal_mb'::float8 * 1000000 AND (:'only' = 'all' OR :'only' = slot_name) ORDER BY kept DESC LIMIT 20)
UNION ALL (SELECT 'act', 'checkpoint', 'now', 'a checkpoint, so that WAL that nobody needs goes now; disks are busy for a while'
  FROM wal WHERE NOT pg_is_in_recovery() AND (EXISTS (SELECT FROM slots WHERE left_alone IS NULL AND kept >= :'wal_mb'::float8 * 1000000 AND (:'only' = 'all' OR :'only' = slot_name))
    OR (bytes > 2 * usual AND NOT EXISTS (SELECT FROM slots WHERE kept > usual))))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('archiving fails since %s (%s): WAL is kept until it works', date_trunc('second', last_failed_time), last_failed_wal)
  FROM pg_stat_archiver WHERE last_failed_time > coalesce(last_archived_time, '-infinity')) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('the slot %s keeps %s MB and is left alone (%s)', slot_name, kept / 1000000, left_alone) FROM slots WHERE left_alone IS NOT NULL AND kept >= :'wal_mb'::float8 * 1000000 AND (:'only' = 'all' OR :'only' = slot_name)) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('%I.%I has many dead rows: end old transactions (--problem blocking), then VACUUM; only pg_repack or VACUUM FULL gives the space back', schemaname, relname)
  FROM pg_stat_user_tables WHERE n_dead_tup > 100000 AND n_dead_tup > n_live_tup / 2) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', 'how much is free, and what logs use, SQL cannot see: df on the server, or the metrics of its volume') AS t (kind, line));
