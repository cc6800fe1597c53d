-- Those that read a table once; every second table of them. Dealt out over all of them, built or not: the other half
-- is being built meanwhile.
SELECT place FROM (
  SELECT place, built, dense_rank() OVER (ORDER BY coalesce(substring(statement FROM ' ON (?:ONLY )?(\S+) USING '),
    substring(statement FROM 'ALTER TABLE (?:ONLY )?(\S+)'))) AS rank
  FROM :"schema".held WHERE kind IN ('INDEX', 'CONSTRAINT')) AS ranked
WHERE rank % 2 = :half AND NOT built ORDER BY place;
