package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.config.Configuration;
import dev.dre.config.Datastore;
import dev.dre.config.Pooler;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.temporal.Finding;
import dev.dre.sandbox.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The doctor asks those who work, and says what to do about what is wrong. */
@Whole
class DoctorTest {

  private final EndToEnd everything;

  DoctorTest(EndToEnd everything) {
    this.everything = everything;
  }

  @Test
  void whereAllIsWellEachPlaceWasReallyConnectedTo() {
    var configuration = configuration();

    List<Finding> findings =
        new Doctor(everything.sandbox().temporal(), configuration)
            .examine(List.of(datastore(configuration)));

    assertThat(findings).allMatch(Finding::isGood);
    assertThat(findings)
        .filteredOn(f -> f.what().contains("connects to db-43"))
        .extracting(f -> f.where() + ": " + f.what().replaceFirst(".*(connects to )", "$1"))
        .containsExactly(
            "cluster-a: connects to db-43 at cluster-a",
            "cluster-a: connects to db-43 at cluster-a-18",
            "cluster-a: connects to db-43 at cluster-b",
            "cluster-b: connects to db-43 at cluster-a",
            "cluster-b: connects to db-43 at cluster-a-18",
            "cluster-b: connects to db-43 at cluster-b");
    assertThat(everything.sandbox().runningJobs()).isEmpty();
  }

  @Test
  void aConsoleThatIsNotThereIsNamed() {
    Configuration configuration = configuration();
    Datastore led = behindPgBouncer(datastore(configuration));

    List<Finding> findings =
        new Doctor(everything.sandbox().temporal(), configuration).examine(List.of(led));

    assertThat(findings)
        .filteredOn(f -> !f.isGood())
        .hasSize(2)
        .allMatch(
            f ->
                f.what()
                    .startsWith(
                        "a Job does not get to the console of PgBouncer at 127.0.0.1, before db-43"));
  }

  /** One that nobody has started. */
  private static Datastore behindPgBouncer(Datastore datastore) {
    var pooler = new Pooler(List.of("127.0.0.1"), 1, "app", "db-43-cluster-a", new TreeMap<>());
    return new Datastore(
        datastore.name(),
        datastore.engine(),
        datastore.team(),
        datastore.environment(),
        datastore.cluster(),
        datastore.version(),
        datastore.appRoles(),
        datastore.placements(),
        Optional.of(pooler));
  }

  @Test
  void aClusterThatNobodyServesIsNamedInTheChatWithWhatToDo() {
    everything.sandbox().faults().on(Fault.WORKER_OF_CLUSTER_B_OFF).join();

    everything.chat().says("carol", "/dre doctor");

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> everything.privately("carol").stream().anyMatch(m -> m.contains("wrong")));
    assertThat(everything.privately("carol").getLast())
        .contains("no worker serves cluster-b")
        .contains("dre worker --cluster cluster-b")
        .contains("Slack: the bot has all scopes that it needs")
        .contains("One thing is wrong.");
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaidToBe() {
    everything.sandbox().faults().on(Fault.CLUSTER_B_AWAY).join();

    List<Finding> findings =
        new Doctor(everything.sandbox().temporal(), configuration()).examine(List.of());

    assertThat(findings)
        .filteredOn(f -> !f.isGood())
        .singleElement()
        .matches(f -> f.where().equals("cluster-b") && f.what().contains("does not answer"));
  }

  private Configuration configuration() {
    return Configuration.load(everything.sandbox().configFolder());
  }

  private static Datastore datastore(Configuration configuration) {
    return configuration.datastores().values().stream()
        .filter(d -> d.name().equals("db-43"))
        .findFirst()
        .orElseThrow();
  }
}
