-- name, columns of the key, the key of a row as SQL, number of its range, hash of a row. The smallest table first.
-- Types whose values hash the same on every server are hashed as they are; other rows as text (a value of an enum by its OID).
WITH t AS (:tables),
-- A value as a literal that fits into one line and one column of our own files.
literal(pattern) AS (VALUES ($$concat('E''', replace(replace(replace(replace(%s, '\', '\\'), '''', ''''''), chr(10), '\n'), chr(9), '\t'), '''')$$)),
keys AS (
  SELECT t.oid, string_agg(format('%I', a.attname), ', ' ORDER BY k.place) AS columns,
    string_agg(format(l.pattern, format('%I::text', a.attname)), ' || '', '' || ' ORDER BY k.place) AS literals, count(*) = 1 AND bool_and(a.atttypid IN (20, 21, 23)) AS number
  FROM t JOIN pg_index i ON i.indrelid = t.oid AND (i.indisreplident OR (t.relreplident <> 'i' AND i.indisprimary))
  CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum CROSS JOIN literal AS l GROUP BY t.oid),
rows AS (
  SELECT t.oid, bool_and(b.oid = ANY ('{16,17,20,21,23,25,700,701,869,650,829,1042,1043,1082,1083,1114,1184,1186,1266,1700,2950,3802}'::oid[])) AS hashable
  FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type ty ON ty.oid = a.atttypid JOIN pg_type b ON b.oid = coalesce(nullif(ty.typbasetype, 0), ty.oid) GROUP BY t.oid)
SELECT t.name, coalesce(columns, 'dre_row::text'),
  format($$'(' || %s || ')'$$, coalesce(literals, format(l.pattern, 'dre_row::text'))),
  CASE WHEN number THEN columns || ' / 10000'
    ELSE format('hashtextextended(ROW(%s)::text, 0) & 63', coalesce(columns, 'dre_row::text')) END,
  CASE WHEN hashable THEN 'hash_record_extended(dre_row, 0)' ELSE 'hashtextextended(dre_row::text, 0)' END
FROM t LEFT JOIN keys USING (oid) LEFT JOIN rows USING (oid) CROSS JOIN literal AS l ORDER BY pg_relation_size(t.oid), t.name;
