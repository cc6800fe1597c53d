-- Slots, and how much WAL they keep. fact, person, act and figure, by turns.
WITH slots AS MATERIALIZED (:slots)
(SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'WAL kept by slots MB', coalesce(max(kept), 0) / 1000000 FROM slots) AS t (kind, name, value))
UNION ALL (SELECT kind, name, value::text, '' FROM (SELECT 'figure', 'slots not in use', count(*) FROM slots WHERE NOT active) AS t (kind, name, value))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'fact', format('%s (%s%s) keeps %s MB, %s%s, WAL %s', slot_name, slot_type, ' of ' || database, kept / 1000000,
    CASE WHEN active THEN 'in use' ELSE 'not in use' END, ' since ' || left(inactive_since, 19), coalesce(wal_status, 'not reserved'))
  FROM slots ORDER BY kept DESC LIMIT 12) AS t (kind, line))
UNION ALL (SELECT 'act', 'drop-slot', token, format('drop the slot %s, not in use, keeps %s MB: %s', slot_name, kept / 1000000,
    CASE slot_type WHEN 'physical' THEN 'its replica has to be built anew if it needs that WAL' ELSE 'whoever followed by it has to be copied anew' END)
  FROM slots WHERE left_alone IS NULL AND kept >= :'wal_mb'::float8 * 1000000 AND (:'only' = 'all' OR :'only' = slot_name)
  ORDER BY kept DESC LIMIT 20)
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('the slot %s keeps %s MB and is left alone (%s): %s', slot_name, kept / 1000000, left_alone,
    CASE WHEN active THEN 'see why its follower does not come after (--problem lag)' ELSE 'end or finish what it belongs to' END)
  FROM slots WHERE left_alone IS NOT NULL AND kept >= :'wal_mb'::float8 * 1000000 AND (:'only' = 'all' OR :'only' = slot_name)) AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', format('the slot %s has lost its WAL: whoever followed by it has to be copied anew; drop it then', slot_name) FROM slots WHERE wal_status = 'lost') AS t (kind, line))
UNION ALL (SELECT kind, line, '', '' FROM (SELECT 'person', 'max_slot_wal_keep_size is not set: a slot that nobody reads can fill the disk' FROM pg_settings
  WHERE name = 'max_slot_wal_keep_size' AND setting = '-1' AND EXISTS (SELECT FROM slots WHERE kept >= :'wal_mb'::float8 * 1000000)) AS t (kind, line));
