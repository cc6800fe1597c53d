-- Who has the connections. fact, person, act and figure, by turns.
WITH s AS MATERIALIZED (:sessions),
room AS MATERIALIZED (SELECT (SELECT count(*) FROM s) AS used,
  (SELECT sum(CASE name WHEN 'max_connections' THEN 1 ELSE -1 END * setting::int)
   FROM pg_settings WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')) AS usable),
found AS MATERIALIZED (SELECT *, clock_timestamp() - state_change AS rests FROM s
  WHERE state IN ('idle', 'idle in transaction', 'idle in transaction (aborted)') AND state_change < clock_timestamp() - :'minutes'::float8 * interval '1 minute')
(SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'connections used', used FROM room) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'of usable', usable FROM room) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'resting', count(*) FROM found) AS t (kind, name, value))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('%s of %s connections are used', used, usable) FROM room) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('%s %s, %s, the oldest for %s', count(*), who, coalesce(state, 'state unknown'), date_trunc('second', clock_timestamp() - min(since)))
  FROM s GROUP BY who, state ORDER BY count(*) DESC LIMIT 12) AS t (kind, line))
UNION ALL (SELECT 'act', 'terminate', token, format('end %s %s, %s for %s: %s', pid, who, state, date_trunc('second', rests), doing)
  FROM found CROSS JOIN room WHERE left_alone IS NULL AND used * 100 >= usable * :'percent'::float8 AND (:'only' = 'all' OR :'only' = pid::text)
  ORDER BY state = 'idle', rests DESC LIMIT 40)
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', 'nothing rests long enough to be ended: make the pools of the applications smaller, or raise max_connections (restart)'
  FROM room WHERE used * 100 >= usable * :'percent'::float8 AND NOT EXISTS (SELECT FROM found WHERE left_alone IS NULL)) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', 'what is ended comes back if the pools are too large: set idle_session_timeout or make them smaller'
  FROM room WHERE used * 100 >= usable * :'percent'::float8 AND EXISTS (SELECT FROM found WHERE left_alone IS NULL)) AS t (kind, line));
