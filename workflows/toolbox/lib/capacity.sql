SELECT format('source: %s of %s slots, %s of %s senders in use', (SELECT count(*) FROM pg_replication_slots),
  current_setting('max_replication_slots'), (SELECT count(*) FROM pg_stat_replication), current_setting('max_wal_senders'));
