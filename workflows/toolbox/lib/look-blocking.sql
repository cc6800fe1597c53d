-- Transactions that others wait for, or that are old. fact, person, act and figure, by turns.
WITH s AS MATERIALIZED (:sessions),
waits AS MATERIALIZED (SELECT a.pid AS waiting, b.blocker, clock_timestamp() - l.since AS waited
  FROM pg_stat_activity a CROSS JOIN LATERAL unnest(pg_blocking_pids(a.pid)) AS b (blocker)
  LEFT JOIN LATERAL (SELECT min(waitstart) AS since FROM pg_locks WHERE pid = a.pid AND NOT granted) AS l ON true
  WHERE a.wait_event_type = 'Lock'),
found AS MATERIALIZED (SELECT s.*, w.blocks, w.longest, clock_timestamp() - s.xact_start AS age, r.pid IS NOT NULL AS waits
  FROM s LEFT JOIN (SELECT blocker, count(*) AS blocks, max(waited) AS longest FROM waits GROUP BY 1) AS w ON w.blocker = s.pid
  LEFT JOIN (SELECT DISTINCT waiting AS pid FROM waits) AS r ON r.pid = s.pid
  WHERE s.xact_start IS NOT NULL AND (w.longest > interval '5 seconds' OR s.xact_start < clock_timestamp() - :'minutes'::float8 * interval '1 minute'))
(SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'waiting', count(DISTINCT waiting) FROM waits) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'longest transaction s', coalesce(round(extract(epoch FROM max(clock_timestamp() - xact_start))), 0) FROM s WHERE left_alone IS DISTINCT FROM 'of dre') AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'long or blocking', count(*) FROM found WHERE NOT waits) AS t (kind, name, value))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('%s %s, %s, open for %s%s%s: %s', pid, who, state, age_words, CASE WHEN blocks > 0 THEN format(', %s wait for it', blocks) END,
    CASE WHEN waits THEN ', waits itself' END, doing)
  FROM found CROSS JOIN LATERAL (SELECT date_trunc('second', age) AS age_words) AS w WHERE left_alone IS DISTINCT FROM 'of dre'
  ORDER BY blocks DESC NULLS LAST, age DESC LIMIT 15) AS t (kind, line))
UNION ALL (SELECT 'act', CASE state WHEN 'active' THEN 'cancel' ELSE 'terminate' END, token,
    format('%s %s %s, open for %s%s: %s', CASE state WHEN 'active' THEN 'cancel what runs in' ELSE 'end' END, pid, who, date_trunc('second', age),
      CASE WHEN blocks > 0 THEN format(', %s wait for it', blocks) END, doing)
  FROM found WHERE left_alone IS NULL AND NOT waits AND (:'only' = 'all' OR :'only' = pid::text)
  ORDER BY blocks DESC NULLS LAST, age DESC LIMIT 40)
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('%s %s is %s and left alone: SELECT pg_terminate_backend(%s), if it is right', pid, who, left_alone, pid)
  FROM found WHERE left_alone = 'of a superuser' AND NOT waits) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('the prepared transaction %s of %s is open for %s: COMMIT PREPARED or ROLLBACK PREPARED, whichever its owner says', gid, owner, date_trunc('second', clock_timestamp() - prepared))
  FROM pg_prepared_xacts WHERE prepared < clock_timestamp() - :'minutes'::float8 * interval '1 minute') AS t (kind, line));
