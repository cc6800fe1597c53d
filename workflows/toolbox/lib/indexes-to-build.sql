-- Those that read a table once; every second table of them.
SELECT place FROM (
  SELECT place, dense_rank() OVER (ORDER BY coalesce(substring(statement FROM ' ON (?:ONLY )?(\S+) USING '), substring(statement FROM 'ALTER TABLE (?:ONLY )?(\S+)'))) AS rank
  FROM :"schema".held WHERE NOT built AND kind IN ('INDEX', 'CONSTRAINT')) AS ranked
WHERE rank % 2 = :half ORDER BY place;
