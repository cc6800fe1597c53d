package dev.dre.worker;

import static dev.dre.worker.Plans.ALICE;
import static dev.dre.worker.Plans.BOB;
import static dev.dre.worker.Plans.change;
import static dev.dre.worker.Plans.changeAgain;
import static dev.dre.worker.Plans.look;
import static dev.dre.worker.Plans.request;
import static dev.dre.worker.Plans.requiring;
import static dev.dre.worker.Plans.risky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.approvals.Actor;
import dev.dre.operations.Operation;
import dev.dre.operations.State;
import dev.dre.operations.StepRun;
import dev.dre.operations.command.Act;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.Subject;
import dev.dre.operations.temporal.JobOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Workers come and go at random moments while people do random things. The seed is always the same
 * and named in a failure; others are tried with {@code -Ddre.seed=…}.
 */
class RestartsTest {

  private static final long SEED = Long.getLong("dre.seed", 1);

  /** So long workers come and go; after that one stays. */
  private static final Duration UNREST = Duration.ofSeconds(4);

  @SuppressWarnings("NullAway.Init") // Before every test.
  private static RealServer server;

  private final RandomGenerator random = new SplittableRandom(SEED);
  private final Shell shell = Shell.withoutWorkerOn(server.address());

  @BeforeAll
  static void startServer() throws Exception {
    server = RealServer.whereHistoriesAreLongAfter(60);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @AfterEach
  void stop() {
    shell.leavesNothingOpen();
    shell.close();
  }

  @Test
  void whoeverServesItEachAttemptRunsOnceAndEachEventIsToldOnce() throws Exception {
    shell.clusters.script("copy", failed());
    shell.clusters.script("index", failed(), failed());
    shell.clusters.script("require-look", lags("900", "900", "1"));
    shell.start(
        request(
            look("preflight"),
            change("copy"),
            changeAgain("index"),
            requiring(look("look")),
            risky("cut_over"),
            look("finish")));

    Release.ofClusters(shell.server(), shell.clusters)
        .during(
            () -> {
              workersComeAndGo();
              Release.ofOperations(shell.server()).during(() -> everythingHappenedOnce(ends()));
            });
  }

  private void everythingHappenedOnce(Operation operation) {
    assertThat(operation.state()).as("with -Ddre.seed=%d", SEED).isEqualTo(State.SUCCEEDED);
    for (StepRun step : operation.steps()) {
      assertThat(shell.clusters.started())
          .as("attempts of %s, with -Ddre.seed=%d", step.id(), SEED)
          .filteredOn(step.id().value()::equals)
          .hasSizeLessThanOrEqualTo(step.attempt())
          .isNotEmpty();
    }
    assertThat(shell.sink.told())
        .as("with -Ddre.seed=%d", SEED)
        .extracting(Event::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, operation.outbox().last()).boxed().toList());
  }

  private void workersComeAndGo() throws Exception {
    Instant calm = Instant.now().plus(UNREST);
    while (Instant.now().isBefore(calm)) {
      Release.ofOperations(shell.server())
          .during(
              () -> {
                for (int acts = random.nextInt(5); acts > 0; acts--) {
                  somebodyActs();
                }
              });
      if (random.nextBoolean()) {
        // While nobody is there; whoever comes reads it.
        shell.saysLater(anybody(), Act.Pause.untilResumed("nobody is there"));
      }
    }
  }

  private Operation ends() {
    return await("the end, with -Ddre.seed=" + SEED)
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              goOn();
              return shell.now();
            },
            o -> o.state().isFinal() && o.effects().isEmpty());
  }

  private void somebodyActs() {
    switch (random.nextInt(6)) {
      case 0 -> shell.saysLater(anybody(), Act.Pause.untilResumed("backup window"));
      case 1 -> shell.saysLater(anybody(), new Act.Retry(Subject.CURRENT));
      case 2 -> shell.saysLater(anybody(), new Act.Resume(Optional.empty()));
      default -> goOn();
    }
  }

  /** What somebody does who wants it to end well. */
  private void goOn() {
    Operation now = shell.now();
    if (!now.holds().isEmpty()) {
      shell.saysLater(BOB, new Act.Resume(Optional.of(now.holds().getFirst().id())));
    } else if (now.state() == State.BLOCKED) {
      shell.saysLater(BOB, new Act.Retry(Subject.CURRENT));
    } else if (now.gate().isPresent()) {
      var gate = now.gate().get();
      shell.saysLater(BOB, new Act.Approve(gate.id(), gate.digest(), ""));
    }
  }

  private Actor anybody() {
    return List.of(ALICE, BOB).get(random.nextInt(2));
  }

  private static JobOutcome failed() {
    return new JobOutcome.Failed("exit code 1", "no space left");
  }

  /** A look for each of {@code seconds}; the last is what all looks after it see. */
  private static JobOutcome[] lags(String... seconds) {
    return IntStream.range(0, 100)
        .mapToObj(i -> seconds[Math.min(i, seconds.length - 1)])
        .map(lag -> new JobOutcome.Succeeded(new TreeMap<>(Map.of("lag", lag))))
        .toArray(JobOutcome[]::new);
  }
}
