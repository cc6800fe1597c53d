package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  private static final String SCALE =
      """
      runbook: scale
      summary: Give a datastore more connections
      title: Scale ${datastore}
      parameters:
        datastore: { type: datastore, position: 1 }
        connections: { type: number, position: 2 }
        within: { type: duration, default: 5m }
        note: { type: text }
        spare_cluster: { type: cluster, default: cluster-b }
      lock: datastore
      steps:
        - id: scale
          title: Scale to ${connections}
          read_only: true
          job: { cluster: "${datastore.cluster}", image: toolbox, run: [scale, "${connections}", "${note}"], timeout: 5m }
      """;

  private WrittenConfiguration example;

  @BeforeEach
  void copyTheExample(@TempDir Path folder) throws IOException {
    example = WrittenConfiguration.in(folder).withRunbook("scale", SCALE);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          migrat  | db-42 --to cluster-b | I know no runbook "migrat". Did you mean "migrate"? Known: migrate, scale.
          migrate | db-24 --to cluster-b | I know no datastore "db-24". Did you mean "db-42"? Known: db-42, db-43.
          migrate | db-42 --to cluster-z | I know no cluster "cluster-z". Did you mean "cluster-a"? Known: cluster-a, cluster-b.
          migrate | db-42 --to cluster-a | db-42 is in cluster-a already. Clusters that fit: cluster-b.
          migrate | db-42                | migrate needs --to. Clusters that fit: cluster-b.
          migrate | db-42 --to           | migrate needs --to. Clusters that fit: cluster-b.
          migrate | db-42 --to=""        | migrate needs --to. Clusters that fit: cluster-b.
          migrate | --to cluster-b       | migrate needs a datastore. Known: db-42, db-43.
          migrate | db-42 --too cluster-b| migrate has no flag "--too". Did you mean "--to"? Known: --datastore, --to. Usage: /dre migrate <datastore> --to <cluster>
          migrate | db-42 x --to cluster-b | "x" is one word too many. Usage: /dre migrate <datastore> --to <cluster>
          migrate | db-42 --datastore db-43 --to cluster-b | datastore is given twice.
          migrate | db-42 --to "cluster-b | I did not understand that: a quote (") is opened and not closed.
          scale   | db-42 --note x       | scale needs <connections>. Usage: /dre scale <datastore> <connections> [--within <duration>] --note <text> [--spare-cluster <cluster>]
          scale   | db-42 many --note x  | --connections is "many", and should be a number such as 3 or 0.5.
          scale   | db-42 4              | scale needs --note. Usage: /dre scale <datastore> <connections> [--within <duration>] --note <text> [--spare-cluster <cluster>]
          scale   | db-42 4 --note x --within soon | --within is "soon", and should be a duration such as 30s, 15m, 4h or 2d.
          """)
  void whoeverAskedReadsWhatIsWrongAndWhatWouldFit(String runbook, String arguments, String why) {
    assertThat(example.refusal(runbook, arguments)).isEqualTo(why);
  }

  @Test
  void longWordsAreNotRepeatedInFull() {
    assertThat(example.refusal("migrate", "d".repeat(900)))
        .startsWith("I know no datastore \"%s…\".".formatted("d".repeat(40)));
    assertThat(example.refusal("migrate", "db-42 --to " + "c".repeat(900)))
        .startsWith("I know no cluster \"%s…\".".formatted("c".repeat(40)));
    assertThat(example.refusal("m".repeat(900), ""))
        .startsWith("I know no runbook \"%s…\".".formatted("m".repeat(40)));
  }

  @Test
  void threeThousandCharactersArePolitelyRefused() {
    assertThat(example.refusal("migrate", "x".repeat(3_000)))
        .isEqualTo(
            "I did not understand that: that is 3,000 characters long; more than 1,000 are not"
                + " read.");
  }

  @Test
  void alreadyThereIsJudgedByWhereTheDatastoreIsNow() {
    example.withLocation("db-42", "cluster-b");

    assertThat(example.refusal("migrate", "db-42 --to cluster-b"))
        .isEqualTo("db-42 is in cluster-b already. Clusters that fit: cluster-a.");
  }

  @Test
  void aClusterWithoutAPlacementIsRefused() throws IOException {
    example
        .with(
            "datastores.yaml",
            "      cluster-b: { host: db-43.b.example, port: 5432, database: app, secret: db-43-cluster-b }\n",
            "")
        .with("datastores.yaml", "db-43.a.example", "db-43.example");

    assertThat(example.refusal("migrate", "db-43 --to cluster-b"))
        .isEqualTo("db-43 has no place in cluster-b. Clusters that fit: none.");
  }

  @Test
  void whatIsMissingIsAskedForBeforeAnotherValueIsComparedWithIt() throws IOException {
    example.withRunbook(
        "swap",
        """
        runbook: swap
        summary: Needs two clusters
        title: Swap ${datastore}
        parameters:
          datastore: { type: datastore, position: 1 }
          left: { type: cluster, other_than: "${right}" }
          right: { type: cluster }
        lock: datastore
        steps:
          - id: look
            title: Look
            read_only: true
            job: { cluster: "${left}", image: toolbox, run: [look, "${right}"] }
        """);

    assertThat(example.refusal("swap", "db-42"))
        .isEqualTo("swap needs --left. Clusters that fit: cluster-a, cluster-b.");
    assertThat(example.refusal("swap", "db-42 --left cluster-a"))
        .isEqualTo("swap needs --right. Clusters that fit: cluster-a, cluster-b.");
    assertThat(example.refusal("swap", "db-42 --left cluster-a --right cluster-a"))
        .isEqualTo("--left cannot be cluster-a. Clusters that fit: cluster-b.");
  }

  @Test
  void aRiskyStepThatNoPolicyFitsIsRefusedBeforeAnythingStarts() throws IOException {
    example.with("approvals.yaml", "environment: [prod, staging]", "environment: [staging]");

    assertThat(example.refusal("migrate", "db-42 --to cluster-b"))
        .isEqualTo(
            "step cut_over is of high risk, and no policy in approvals.yaml says who approves that"
                + " for the environment prod.");
    assertThat(example.plan("migrate", "db-43 --to cluster-b").steps()).hasSize(7);
  }

  @Test
  void anImageByTagIsRefusedInProdOnly() throws IOException {
    example.with("settings.yaml", "@sha256:" + "0".repeat(64), ":1.0");

    assertThat(example.refusal("migrate", "db-42 --to cluster-b"))
        .isEqualTo(
            "image toolbox is \"registry.example/dre-toolbox:1.0\": for the environment prod it has"
                + " to be named by its digest (…@sha256:…).");
    assertThat(example.plan("migrate", "db-43 --to cluster-b").steps()).hasSize(7);
  }
}
