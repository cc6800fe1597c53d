package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dre.operations.id.OperationId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BackgroundTest {

  private static final OperationId OPERATION = new OperationId("migrate-db-42-k7f3");

  private final Logger logger = (Logger) LoggerFactory.getLogger(Background.class);

  /** The fields are the thread's, and gone when the test looks. */
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
          line.prepareForDeferredProcessing();
          super.append(line);
        }
      };

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setAdditive(true);
  }

  @Test
  void aClickThatGoesWrongIsLoggedWithItsOperation() {
    try (var background = new Background()) {
      background.run(OPERATION, BackgroundTest::fails);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getMDCPropertyMap)
        .containsExactly(Map.of("operation", OPERATION.value()));
  }

  @Test
  void whatIsAboutNoOperationIsLoggedWithoutOne() {
    try (var background = new Background()) {
      background.run(BackgroundTest::fails);
    }

    assertThat(lines.list).extracting(ILoggingEvent::getMDCPropertyMap).containsExactly(Map.of());
  }

  private static void fails() {
    throw new IllegalStateException("a bug");
  }
}
