package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class VerifyDataTest {

  private static Migration migration;

  @BeforeAll
  static void copy(Servers shared) {
    migration = Migration.followed(Migration.of(shared));
  }

  @Test
  void rowsThatChangeAllTheTimeAreNoMismatchAndWrongOnesAreFoundAmongThem() {
    try (Load load = Load.on(migration)) {
      assertThat(migration.run("verify-data").succeeded().output("mismatches")).isEqualTo("0");

      migration
          .target()
          .run(
              "UPDATE customer SET name = 'N77' WHERE id = 77",
              "UPDATE orders SET note = NULL WHERE id = 5",
              "DELETE FROM measure WHERE value = 7",
              "DELETE FROM extra.no_key WHERE x = 3",
              "INSERT INTO extra.by_index VALUES (9999, 'only here')",
              "UPDATE extra.\"Odd name\" SET body = '\\x00fe' WHERE \"the key\" LIKE '%9'");
      Run run = migration.run("verify-data").refused();

      assertThat(run.output("mismatches")).isEqualTo("10");
      assertThat(run.output())
          .contains("10 rows differ")
          .contains("public.customer (1)", "public.orders (1)", "public.measure_2025 (1)")
          .contains("extra.no_key (1)", "extra.by_index (1)", "extra.\"Odd name\" (5)");
      load.awaitWrites();
    }
  }
}
