# What remediate may name: sessions and slots, each by a token that is another one as soon as it has gone on.
# shellcheck disable=SC2034 # used by pg-remediate

# Text of a query only up to its first literal or comment: what comes after can be somebody's data.
# A session is known by its process, when it began, and its transaction (or, without one, since when it rests).
SESSIONS="SELECT a.pid, a.usename, a.application_name, a.state, a.datname, a.xact_start, a.backend_xmin, a.wait_event_type,
    a.state_change, coalesce(a.xact_start, a.state_change) AS since,
    a.pid || '@' || left(md5(concat_ws('|', a.pid, extract(epoch FROM a.backend_start), extract(epoch FROM coalesce(a.xact_start, a.state_change)))), 12) AS token,
    concat_ws('/', a.usename, nullif(left(a.application_name, 20), '')) AS who,
    CASE WHEN cut.at = 0 THEN left(q.text, 60) ELSE left(q.text, least(60, cut.at - 1)) || '…' END AS doing,
    CASE WHEN r.rolsuper THEN 'of a superuser' WHEN a.application_name ~ '^dre_' OR a.pid = pg_backend_pid() THEN 'of dre' END AS left_alone
  FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid
  CROSS JOIN LATERAL (SELECT regexp_replace(regexp_replace(a.query, '^\s*/\*.*?\*/\s*', ''), '\s+', ' ', 'g') AS text) AS q
  CROSS JOIN LATERAL (SELECT regexp_instr(q.text, '''|\\$|--|/\*|(?<![A-Za-z_0-9])[0-9]') AS at) AS cut
  WHERE a.backend_type = 'client backend'"

SLOTS="SELECT s.slot_name, s.slot_type, s.database, s.active, s.wal_status, to_jsonb(s)->>'inactive_since' AS inactive_since,
    greatest(0, pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, s.restart_lsn))::bigint AS kept,
    s.slot_name || '@' || left(md5(concat_ws('|', s.slot_type, s.database, s.plugin, s.restart_lsn, s.confirmed_flush_lsn)), 12) AS token,
    CASE WHEN s.active THEN 'in use' WHEN s.slot_name ~ '^(dre_|pg_[0-9]+_sync_)' THEN 'of an operation or a subscription that copies'
      WHEN to_jsonb(s)->>'synced' = 'true' THEN 'kept in step by the primary' END AS left_alone
  FROM pg_replication_slots s"

REPLAY="SELECT 'replay@' || left(md5(coalesce(pg_last_wal_replay_lsn()::text, '')), 12) AS token, pg_get_wal_replay_pause_state() AS paused WHERE pg_is_in_recovery()"
