package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
class AnalyzeTest {

  private static final Path COMMAND = Path.of("bin/pg-analyze").toAbsolutePath();
  private static Servers servers;

  @BeforeAll
  static void start(Servers shared) {
    servers = shared;
  }

  private static Run pgAnalyze(Migration database, String... arguments) {
    var environment =
        Map.of(
            "DB_HOST",
            "127.0.0.1",
            "DB_PORT",
            Integer.toString(servers.source().port()),
            "DB_DATABASE",
            database.database(),
            "DB_USER",
            "postgres",
            "DB_PASSWORD",
            Servers.PASSWORD);
    return database.start(COMMAND, environment, arguments).end();
  }

  @Test
  void statisticsThatAreOldAreGatheredAndThatIsSeen() {
    Migration database = Migration.ofTwoTables(servers);
    Run looked = pgAnalyze(database, "look").succeeded();
    assertThat(looked.output("tables")).isEqualTo("2");
    assertThat(pgAnalyze(database, "verify").succeeded().output("verify")).isEqualTo("not-done");

    Run run = pgAnalyze(database, "run").succeeded();

    assertThat(run.output("tables")).isEqualTo("2");
    assertThat(run.progress().getLast().get("message").asText()).isEqualTo("2 of 2 tables");
    assertThat(pgAnalyze(database, "verify").succeeded().output("verify")).isEqualTo("done");
    assertThat(pgAnalyze(database, "look").succeeded().output("changed_rows")).isEqualTo("0");
  }

  @Test
  void oneTableOfTwoIsPartial() {
    Migration database = Migration.ofTwoTables(servers);
    String table = database.source().one("SELECT relname FROM pg_stat_user_tables LIMIT 1");
    database.source().run("ANALYZE " + table);

    assertThat(pgAnalyze(database, "verify").succeeded().output("verify")).isEqualTo("partial");
  }

  @Test
  void theLoadIsSeen() {
    Run load = pgAnalyze(Migration.ofTwoTables(servers), "load").succeeded();

    assertThat(load.output("transactions_per_second")).matches("\\d+");
    assertThat(load.output("longest_seconds")).matches("\\d+");
  }

  @Test
  void theLargestTablesAreAListAndEachHasASize() throws IOException {
    Migration database = Migration.ofTwoTables(servers);
    database
        .source()
        .run("CREATE TABLE \"odd \"\"name\" AS SELECT generate_series(1, 100000) AS n");

    Run largest = pgAnalyze(database, "largest", "1").succeeded();
    String name = new ObjectMapper().readTree(largest.result()).at("/names/0").asText();
    assertThat(name).isEqualTo("public.\"odd \"\"name\"");
    assertThat(largest.output()).contains("DRE {\"outputs\":" + largest.result());

    Run size = pgAnalyze(database, "size", name);
    assertThat(Long.parseLong(size.succeeded().output("bytes"))).isGreaterThan(1_000_000);
  }

  @Test
  void whatItDoesNotKnowItSays() {
    assertThat(pgAnalyze(Migration.ofTwoTables(servers), "vacuum").output())
        .contains("pg-analyze look");
  }
}
