package dev.dre.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged by one class from now on. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();

  private LogLines(Logger logger) {
    this.logger = logger;
  }

  static LogLines of(Class<?> type) {
    var lines = new LogLines((Logger) LoggerFactory.getLogger(type));
    lines.start();
    lines.logger.setLevel(Level.INFO);
    lines.logger.setAdditive(false);
    lines.logger.addAppender(lines);
    return lines;
  }

  @Override
  protected void append(ILoggingEvent line) {
    line.prepareForDeferredProcessing();
    lines.add(line);
  }

  /** What each line that begins with {@code words} says beside them, in dre's own fields. */
  List<Map<String, String>> fields(String words) {
    return lines.stream()
        .filter(line -> line.getFormattedMessage().startsWith(words))
        .map(line -> own(line.getMDCPropertyMap()))
        .toList();
  }

  /** Temporal's own begin with a capital letter. */
  private static Map<String, String> own(Map<String, String> fields) {
    var own = new TreeMap<>(fields);
    own.keySet().removeIf(name -> Character.isUpperCase(name.charAt(0)));
    return own;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(null);
    logger.setAdditive(true);
    stop();
  }
}
