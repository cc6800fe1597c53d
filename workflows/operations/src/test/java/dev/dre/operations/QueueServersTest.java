package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.temporal.QueueServers;
import dev.dre.operations.temporal.QueueServers.Server;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the workers of one queue mean one cluster. */
class QueueServersTest {

  private static final Server ONE = new Server("1@a", Optional.of("uid-a"));
  private static final Server TWIN = new Server("2@b", Optional.of("uid-a"));
  private static final Server STRANGER = new Server("3@c", Optional.of("uid-c"));
  private static final Server SILENT = new Server("4@d", Optional.empty());

  @Test
  void workersOfOneClusterAgree() {
    assertThat(QueueServers.disagreeing(List.of(ONE, TWIN, SILENT))).isEmpty();
    assertThat(QueueServers.disagreeing(List.of())).isEmpty();
  }

  @Test
  void aStrangerIsNamedBesideTheOther() {
    assertThat(QueueServers.disagreeing(List.of(SILENT, ONE, TWIN, STRANGER)))
        .contains(List.of(ONE, STRANGER));
  }

  @Test
  void whoseClusterIsNotKnownContradictsNobody() {
    assertThat(QueueServers.disagreeing(List.of(SILENT, ONE))).isEmpty();
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    assertThat(QueueServers.identity("1@a", Optional.empty())).isEqualTo("1@a");
    assertThat(QueueServers.identity("1@a", Optional.of("uid-a"))).isEqualTo("1@a/uid-a");
  }
}
