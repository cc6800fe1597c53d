-- What this operation keeps in the target's database; gone with undo or finish.
CREATE SCHEMA :"schema";
CREATE TABLE :"schema".held (place int PRIMARY KEY, kind text, statement text, built boolean);
CREATE TABLE :"schema".journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(), what text, detail text);
CREATE TABLE :"schema".marker (id text PRIMARY KEY);
