-- What 18 has counted; older servers count nothing by kind.
SELECT string_agg(key || ' ' || value, ', ') FROM pg_stat_subscription_stats s CROSS JOIN LATERAL jsonb_each_text(to_jsonb(s))
WHERE s.subname = :'link' AND key ~ '^confl_(insert|multiple)' AND value <> '0';
