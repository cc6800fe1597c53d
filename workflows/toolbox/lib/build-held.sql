-- One held back statement, and the note that it is done, in one transaction. Then how far everything is.
BEGIN;
SELECT statement FROM :"schema".held WHERE place = :place AND NOT built FOR UPDATE \gexec
UPDATE :"schema".held SET built = true WHERE place = :place;
COMMIT;
SELECT 0.8 + 0.15 * count(*) FILTER (WHERE built) / count(*), count(*) FILTER (WHERE built), count(*) FROM :"schema".held;
