package dev.dre.sandbox.slack;

import com.slack.api.bolt.App;
import dev.dre.sandbox.slack.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in of its own for each test, and the official client when a test wants one. */
abstract class StandInTest {
  @TempDir Path folder;

  private final List<BoltApp> apps = new ArrayList<>();
  SlackStandIn standIn;
  SlackPerson alice;
  SlackPerson bob;

  @BeforeEach
  void start() {
    standIn = SlackStandIn.start(options());
    alice = standIn.person("alice");
    bob = standIn.person("bob");
  }

  @AfterEach
  void stop() {
    try {
      apps.forEach(BoltApp::close);
    } finally {
      standIn.close();
    }
  }

  SlackStandInOptions options() {
    return new SlackStandInOptions(0, folder, Workspace.sandbox());
  }

  /** Starts over with less time for acks, so that a test need not wait for three seconds. */
  void restartImpatiently() {
    standIn.close();
    standIn = SlackStandIn.start(options().withAckDeadline(Duration.ofMillis(300)));
    alice = standIn.person("alice");
    bob = standIn.person("bob");
  }

  BoltApp bolt(Consumer<App> listeners) throws Exception {
    BoltApp bolt = BoltApp.start(standIn.url(), listeners);
    apps.add(bolt);
    return bolt;
  }

  BoltApp bolt() throws Exception {
    return bolt(app -> {});
  }

  /** The one message that {@code person} sees in #db-ops. */
  static SlackMessage only(SlackPerson person) {
    List<SlackMessage> messages = person.messages("#db-ops");
    if (messages.size() != 1) {
      throw new AssertionError("not one message but " + messages);
    }
    return messages.getFirst();
  }
}
