package dev.dre.toolbox;

/** Databases to move: the two tables of the load, and one of everything that has to be carried. */
final class Dataset {

  private Dataset() {}

  static void make(Servers servers, String database, String role) {
    String owner = role.replace("role_", "owner_");
    String reader = role.replace("role_", "Reader's_");
    servers
        .onSource("postgres")
        .run(
            "CREATE ROLE %s NOLOGIN".formatted(owner),
            "CREATE ROLE %s LOGIN PASSWORD 'app' IN ROLE %s".formatted(role, owner),
            "ALTER ROLE %s SET statement_timeout = '30s'".formatted(role),
            "CREATE ROLE \"%s\" LOGIN".formatted(reader),
            "CREATE DATABASE %s OWNER %s".formatted(database, owner),
            "ALTER DATABASE %s SET work_mem = '8MB'".formatted(database),
            "ALTER ROLE %s IN DATABASE %s SET search_path TO public, extra"
                .formatted(role, database));
    servers
        .onSource(database)
        .run(
            "SET ROLE " + owner,
            """
            CREATE TABLE written (worker int, number bigint, at timestamptz DEFAULT now(),
              PRIMARY KEY (worker, number))""",
            "CREATE TABLE counter (id int PRIMARY KEY, value bigint NOT NULL)",
            "INSERT INTO counter SELECT g, 0 FROM generate_series(1, 3) g");
  }

  static void fill(Sql source, String role) {
    String owner = role.replace("role_", "owner_");
    String reader = role.replace("role_", "Reader's_");
    source.run(
        "SET ROLE " + owner,
        "CREATE SCHEMA extra",
        "GRANT USAGE ON SCHEMA extra TO " + role,
        "CREATE TABLE customer (id bigserial PRIMARY KEY, name text, email text UNIQUE)",
        """
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer bigint NOT NULL REFERENCES customer (id), note json, price numeric(9, 2))""",
        "CREATE INDEX orders_customer ON orders (customer)",
        "CREATE INDEX orders_price ON orders (price) WHERE price > 0",
        "COMMENT ON INDEX orders_price IS 'it''s \"quoted\"'",
        "CREATE TABLE extra.\"Odd name\" (\"the key\" text PRIMARY KEY, body bytea)",
        // Its values have another number on each server.
        "CREATE TYPE extra.mood AS ENUM ('well', 'so so')",
        "CREATE TABLE extra.felt (id int PRIMARY KEY, how extra.mood)",
        "INSERT INTO extra.felt SELECT g, 'well' FROM generate_series(1, 30) g",
        "CREATE TABLE extra.no_key (x int, y text)",
        "ALTER TABLE extra.no_key REPLICA IDENTITY FULL",
        "CREATE TABLE extra.by_index (a int NOT NULL, b text)",
        "CREATE UNIQUE INDEX by_index_a ON extra.by_index (a)",
        "ALTER TABLE extra.by_index REPLICA IDENTITY USING INDEX by_index_a",
        """
            CREATE TABLE measure (at date, value float8, PRIMARY KEY (at, value))
              PARTITION BY RANGE (at)""",
        """
            CREATE TABLE measure_2025 PARTITION OF measure
              FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')""",
        "CREATE TABLE measure_rest PARTITION OF measure DEFAULT",
        "CREATE INDEX ON measure (value)",
        "CREATE MATERIALIZED VIEW totals AS SELECT customer, count(*) FROM orders GROUP BY 1",
        "CREATE UNIQUE INDEX ON totals (customer)",
        "CREATE VIEW names AS SELECT name FROM customer",
        """
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql
              AS $$ BEGIN new.name := upper(new.name); RETURN new; END $$""",
        """
            CREATE TRIGGER shout BEFORE UPDATE ON customer FOR EACH ROW
              EXECUTE FUNCTION shout()""",
        "CREATE SEQUENCE extra.down INCREMENT -5 MINVALUE -2000 MAXVALUE 100 START 100",
        "CREATE SEQUENCE extra.never START 7",
        "SELECT nextval('extra.down')",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"%s\"".formatted(reader),
        """
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "%s\""""
            .formatted(reader),
        "INSERT INTO customer (name, email) SELECT 'n' || g, g || '@x' FROM generate_series(1, 2000) g",
        "INSERT INTO orders (customer, note, price) SELECT g, '{\"n\": 1}', g FROM generate_series(1, 2000) g",
        "INSERT INTO extra.\"Odd name\" SELECT E'tab\\tline\\nquote''\\\\' || g, '\\x00ff' FROM generate_series(1, 50) g",
        "INSERT INTO extra.no_key SELECT g, 'y' FROM generate_series(1, 20) g",
        "INSERT INTO extra.by_index SELECT g, 'b' FROM generate_series(1, 100) g",
        "INSERT INTO measure SELECT date '2025-06-01' + g, g FROM generate_series(1, 300) g");
  }
}
