-- What this operation keeps in the source's database. The marker table is published with the others.
CREATE SCHEMA IF NOT EXISTS :"schema";
CREATE TABLE IF NOT EXISTS :"schema".journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(), what text, detail text);
CREATE TABLE IF NOT EXISTS :"schema".marker (id text PRIMARY KEY);
