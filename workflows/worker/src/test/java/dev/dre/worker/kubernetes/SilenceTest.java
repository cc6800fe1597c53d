package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log keeps of a cluster that is away for hours. */
class SilenceTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(SilenceTest.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Silence silence = new Silence(log);

  @BeforeEach
  void listen() {
    log.setAdditive(false);
    written.start();
    log.addAppender(written);
  }

  @AfterEach
  void leave() {
    log.detachAppender(written);
  }

  @Test
  void isWrittenOnceHoweverLongItLasts() {
    for (int look = 0; look < 1000; look++) {
      silence.goesOn("following a", refused("Connection refused"));
    }

    assertThat(lines())
        .containsExactly("following a: the cluster does not answer: Connection refused");
  }

  @Test
  void isWrittenAgainWhenItsReasonChanges() {
    silence.goesOn("following a", refused("Connection refused"));
    silence.goesOn("following b", refused("Connection refused"));
    silence.goesOn("following b", refused("timeout"));

    assertThat(lines())
        .containsExactly(
            "following a: the cluster does not answer: Connection refused",
            "following b: the cluster does not answer: timeout");
  }

  @Test
  void itsEndIsWrittenAndTheNextOneToo() {
    silence.isOver("following a");
    silence.goesOn("following a", refused("timeout"));
    silence.isOver("following a");
    silence.isOver("following a");
    silence.goesOn("following a", refused("timeout"));

    assertThat(lines())
        .containsExactly(
            "following a: the cluster does not answer: timeout",
            "following a: the cluster answers again",
            "following a: the cluster does not answer: timeout");
  }

  private List<String> lines() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static ClusterUnreachable refused(String why) {
    return new ClusterUnreachable("the cluster does not answer: " + why, new IOException(why));
  }
}
