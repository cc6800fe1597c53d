package dev.dre.operations.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is there: whoever asks is told so before they have gone. */
class TemporalAwayTest {

  private static final DatastoreName DB_42 = new DatastoreName("db-42");

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final WorkflowServiceStubs nobody =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + freePort()).build());

  @AfterEach
  void close() {
    nobody.shutdownNow();
    executor.shutdownNow();
  }

  private static int freePort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  interface Question {
    ThrowingCallable of(Operations operations);
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of("list", (Question) o -> () -> o.list(20)),
        Arguments.of("open", (Question) o -> o::open),
        Arguments.of("latest", (Question) o -> () -> o.latest(DB_42)),
        Arguments.of("location", (Question) o -> () -> o.location(DB_42)),
        Arguments.of("find", (Question) o -> () -> o.find(new OperationId("migrate-db-42-k7f3"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aQuestionIsGivenUp(String name, Question question) {
    var operations =
        new TemporalOperations(WorkflowClient.newInstance(nobody), executor, Duration.ofMillis(50));

    assertThatThrownBy(question.of(operations))
        .isInstanceOf(TemporalSilent.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }
}
