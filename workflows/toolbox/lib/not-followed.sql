-- Tables that came to the source after subscribe: they would stay behind.
SELECT 'table ' || name || ' was made after replication began and is not followed: drop it, or abort and begin anew'
FROM (:tables) AS t WHERE oid NOT IN (SELECT prrelid FROM pg_publication_rel
  WHERE prpubid = (SELECT oid FROM pg_publication WHERE pubname = :'link')) ORDER BY 1;
