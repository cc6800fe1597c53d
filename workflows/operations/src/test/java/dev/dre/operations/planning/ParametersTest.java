package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runbook needs to be told, and what it does not take. */
class ParametersTest {

  @TempDir private Path folder;
  private Example example;

  @BeforeEach
  void copy() {
    example = new Example(folder);
  }

  @Test
  void aDefaultIsFilledIn() {
    example.parameter("max_lag", "{ type: duration, default: 5s }");

    assertThat(example.plan("db-42 --to cluster-b").parameters())
        .containsEntry("max_lag", "5s")
        .containsEntry("datastore", "db-42")
        .containsEntry("to", "cluster-b");
  }

  @Test
  void whatIsSaidCountsMoreThanTheDefault() {
    example.parameter("max_lag", "{ type: duration, default: 5s }");

    assertThat(example.plan("db-42 --to cluster-b --max-lag 9s").parameters())
        .containsEntry("max_lag", "9s");
  }

  @Test
  void aParameterWithoutDefaultHasToBeSaid() {
    example.parameter("ticket", "{ type: text }");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo(
            "migrate needs --ticket. Usage: /dre migrate <datastore> --to <cluster> [--max-wal-gb <number>] [--soak <duration>] --ticket <text>");
  }

  @Test
  void nothingInQuotesIsNothing() {
    example.parameter("ticket", "{ type: text }");

    assertThat(example.refusal("db-42 --to cluster-b --ticket ''"))
        .startsWith("migrate needs --ticket.");
  }

  @Test
  void aDurationIsNotJustAnyWord() {
    example.parameter("max_lag", "{ type: duration }");

    assertThat(example.refusal("db-42 --to cluster-b --max-lag soon"))
        .isEqualTo("--max-lag: \"soon\" should be a duration such as 30s, 15m, 4h or 2d.");
  }

  @Test
  void aNumberIsNotJustAnyWord() {
    example.parameter("workers", "{ type: number }");

    assertThat(example.refusal("db-42 --to cluster-b --workers many"))
        .isEqualTo("--workers: \"many\" should be a number such as 3 or 0.5.");
  }

  @Test
  void whatIsGivenTwiceIsRefused() {
    assertThat(example.refusal("db-42 --datastore db-43 --to cluster-b"))
        .isEqualTo(
            "datastore is given twice: as db-42 and as --datastore. Usage: /dre migrate <datastore> --to <cluster> [--max-wal-gb <number>] [--soak <duration>]");
  }

  @Test
  void theDatastoreMayBeGivenAsAFlag() {
    assertThat(example.plan("--datastore db-43 --to cluster-b").summary())
        .isEqualTo("Migrate db-43 from cluster-a to cluster-b");
  }

  @Test
  void withoutADatastoreThoseThatThereAreAreNamed() {
    assertThat(example.refusal("")).isEqualTo("migrate needs a datastore. Known: db-42, db-43.");
  }

  @Test
  void aClusterWithoutAPlaceForTheDatastoreDoesNotFit() {
    example.change(
        "example/datastores.yaml",
        "      cluster-b: { host: db-42.b.example, port: 5432, database: app, secret: db-42-cluster-b, volumes: { backups: dre-backups } }\n",
        "");

    assertThat(example.refusal("db-42 --to cluster-b"))
        .isEqualTo("db-42 has no place in cluster-b. No cluster fits: db-42 has no other place.");
  }

  @Test
  void aValueCannotBringReferencesOfItsOwn() {
    example.parameter("ticket", "{ type: text }");
    example.change("runbooks/migrate.yaml", "title: Migrate", "title: ${ticket} Migrate");

    assertThat(example.plan("db-42 --to cluster-b --ticket '${datastore.team} $1'").summary())
        .isEqualTo("${datastore.team} $1 Migrate db-42 from cluster-a to cluster-b");
  }

  @Test
  void whatIsSaidOfAParameterThatIsMissingCannotBreakTheAnswer() {
    example
        .parameter("via", "{ type: cluster }")
        .change("runbooks/migrate.yaml", "check: to != datastore.cluster", "check: to != via");

    assertThat(example.refusal("db-42"))
        .isEqualTo("migrate needs --to. Clusters that fit: cluster-a, cluster-b.");
  }

  @Test
  void aValueHasToFitItsCheck() {
    example
        .parameter("max_lag", "{ type: duration, check: \"max_lag <= duration('1m')\" }")
        .parameter(
            "ticket",
            "{ type: text, default: 'OPS-1', check: \"ticket.startsWith('OPS-')\", message: \"${ticket} is no ticket.\" }");

    assertThat(example.plan("db-42 --to cluster-b --max-lag 60s").parameters())
        .containsEntry("max_lag", "60s");
    assertThat(example.refusal("db-42 --to cluster-b --max-lag 2m"))
        .isEqualTo("--max-lag cannot be 2m: it needs max_lag <= duration('1m').");
    assertThat(example.refusal("db-42 --to cluster-b --max-lag 1s --ticket later"))
        .isEqualTo("later is no ticket.");
  }

  @Test
  void aMessageComputesWithWhatWasTyped() {
    example
        .parameter(
            "max_lag",
            "{ type: duration, check: \"max_lag <= duration('1m')\", message: \"${max_lag} is ${max_lag - duration('1m')} too long for ${datastore.environment == 'prod' ? 'production' : to}.\" }")
        .parameter(
            "share",
            "{ type: number, default: '0.5', check: share > 0.0, message: \"${share}: ${1 / int(share)} of it.\" }");

    assertThat(example.refusal("db-42 --to cluster-b --max-lag 150s"))
        .isEqualTo("150s is 1 min 30 s too long for production.");
    assertThat(example.refusal("db-42 --to cluster-b --max-lag 1s --share 0"))
        .startsWith("0: (not known: ");
  }

  @Test
  void whatIsSaidLaterIsMadeWithThePlan() {
    example.change(
        "runbooks/migrate.yaml",
        "otherwise: ${to} does not follow",
        "otherwise: >-\n        ${soak > duration('1h') ? to + ', for long,' : to} does not follow");

    assertThat(example.plan("db-42 --to cluster-b").steps().toString())
        .contains("cluster-b, for long, does not follow cluster-a closely now");
    assertThat(example.plan("db-42 --to cluster-b --soak 5m").steps().toString())
        .contains("cluster-b does not follow cluster-a closely now");
  }

  @Test
  void aVeryLongWordIsShortened() {
    assertThat(example.refusal("x".repeat(500) + " --to cluster-b"))
        .startsWith("I know no datastore \"" + "x".repeat(40) + "…\".");
  }
}
