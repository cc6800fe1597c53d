package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.Configuration;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact words of the answers to what people mistype. */
class RefusalTest {

  private static final Planner PLANNER =
      new Planner(Configuration.load(Path.of("../../config/example")));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          migrat  | db-42 --to cluster-b | I know no runbook "migrat". Did you mean "migrate"? Known: analyze, backup, migrate, migrate-back, provision, remediate, restart, restore-check, scale, upgrade, upgrade-minor.
          migrate | db-24 --to cluster-b | I know no datastore "db-24". Did you mean "db-42"? Known: db-42, db-43.
          migrate | db-42 --to cluster-z | I know no cluster "cluster-z". Did you mean "cluster-b"? Clusters that fit: cluster-b.
          migrate | DB-42 --to cluster-b | I know no datastore "DB-42". Did you mean "db-42"? Known: db-42, db-43.
          migrate | db-42 --to cluster-a | db-42 is in cluster-a already. Clusters that fit: cluster-b.
          migrate | db-42                | migrate needs --to. Clusters that fit: cluster-b.
          migrate | db-42 --to           | migrate needs --to. Clusters that fit: cluster-b.
          migrate | db-42 --to=""        | migrate needs --to. Clusters that fit: cluster-b.
          migrate | --to cluster-b       | migrate needs a datastore. Known: db-42, db-43.
          migrate | --datastore --to cluster-b | migrate needs a datastore. Known: db-42, db-43.
          migrate | db-42 --too cluster-b| migrate has no flag "--too". Did you mean "--to"? Known: --datastore, --to, --max-wal-gb, --soak. Usage: /dre migrate <datastore> --to <cluster> [--max-wal-gb <number>] [--soak <duration>]
          migrate | db-42 --force        | migrate has no flag "--force". Known: --datastore, --to, --max-wal-gb, --soak. Usage: /dre migrate <datastore> --to <cluster> [--max-wal-gb <number>] [--soak <duration>]
          migrate | db-42 x --to cluster-b | "x" is one word too many. Usage: /dre migrate <datastore> --to <cluster> [--max-wal-gb <number>] [--soak <duration>]
          remediate | db-42 --problem disc | I know no problem "disc". Known: disk (it fills up), connections (they are used up), lag (of replication), blocking (or long transactions), stuck-replica, slot (it holds WAL).
          remediate | db-42            | remediate needs --problem. Usage: /dre remediate <datastore> --problem <text> [--at <cluster>] [--only <text>] [--minutes <number>] [--full-percent <number>] [--kept-mb <number>]
          backup  | db-42 --keep 0.5     | --keep is how many backups stay, a whole number; 0 removes none.
          backup  | db-42 --compare all  | --compare is rows (a digest of all rows of each table, which reads them once more) or counts.
          restore-check | db-42 --on cluster-a | db-42 itself lives in cluster-a, and a check is no load for it. Clusters that fit: cluster-b.
          migrate | db-42 -to cluster-b  | I did not understand that: flags have two dashes: --to
          migrate | db-42 --to "cluster-b | I did not understand that: a quote (") is opened and not closed. Close it, or leave it out.
          """)
  void whoeverAskedReadsWhatIsWrongAndWhatWouldFit(String runbook, String arguments, String why) {
    assertThat(refusal(runbook, arguments)).isEqualTo(why);
  }

  @Test
  void longWordsAreNotRepeatedInFull() {
    assertThat(refusal("migrate", "d".repeat(900)))
        .startsWith("I know no datastore \"%s…\".".formatted("d".repeat(40)));
    assertThat(refusal("migrate", "db-42 --to " + "c".repeat(900)))
        .startsWith("I know no cluster \"%s…\".".formatted("c".repeat(40)));
    assertThat(refusal("m".repeat(900), ""))
        .startsWith("I know no runbook \"%s…\".".formatted("m".repeat(40)));
  }

  @Test
  void threeThousandCharactersArePolitelyRefused() {
    assertThat(refusal("migrate", "x".repeat(3_000)))
        .isEqualTo(
            "I did not understand that: that is 3,000 characters long; more than 1,000 are not"
                + " read.");
  }

  private static String refusal(String runbook, String arguments) {
    return switch (PLANNER.plan(runbook, arguments, datastore -> Optional.empty())) {
      case PlanResult.Planned planned -> throw new AssertionError("planned: " + planned.plan());
      case PlanResult.Refused refused -> refused.why();
    };
  }
}
