package dev.dre.bot.sinks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.approvals.Actor;
import dev.dre.operations.command.Command;
import dev.dre.operations.event.Event;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.temporal.Delivery;
import dev.dre.operations.temporal.DeliveryReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of what happened and of what was refused: one JSON object a line, appended and forced
 * to disk. Events are written once; what was refused, and what somebody wanted of the line, comes
 * from the bot itself, because it leaves no event anywhere else.
 */
public final class AuditFile implements Sink {

  public static final String NAME = "audit";

  private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

  /**
   * Nobody delivers refusals again: so many are kept while the file cannot be written, oldest first
   * out.
   */
  private static final int MOST_OWED = 10_000;

  private final Path file;
  private final Deque<Row> owed = new ArrayDeque<>();

  /** Appends to {@code file}, which is made when it is not there. */
  public AuditFile(Path file) {
    this.file = file;
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Row(
      Instant at,
      Optional<OperationId> operation,
      Optional<Event> event,
      Optional<Command> command,
      Optional<LineWish> line,
      String refused) {

    static Row of(OperationId operation, Event event) {
      return new Row(
          event.at(),
          Optional.of(operation),
          Optional.of(event),
          Optional.empty(),
          Optional.empty(),
          "");
    }
  }

  /** What somebody wanted of many operations: {@code act} is {@code pause} or {@code resume}. */
  public record LineWish(String act, LineScope scope, Actor by, String reason) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized DeliveryReport deliver(Delivery delivery, boolean again) {
    writeOwed();
    long written = again ? lastSequence(delivery.operation()) : 0;
    for (Event event : delivery.events()) {
      if (event.sequence() > written) {
        append(Row.of(delivery.operation(), event));
      }
    }
    return new DeliveryReport(delivery.events().getLast().sequence(), new TreeMap<>());
  }

  /**
   * Records that {@code command} did not count. Where the file cannot be written now, with what
   * comes next: whoever was refused is told all the same.
   */
  public synchronized void refused(Command command, String reason, Instant at) {
    owe(
        new Row(
            at,
            Optional.of(command.operation()),
            Optional.empty(),
            Optional.of(command),
            Optional.empty(),
            reason));
  }

  /** Records what was wanted of the line; {@code refused} says why it did not count, or nothing. */
  public synchronized void line(LineWish wish, String refused, Instant at) {
    owe(
        new Row(
            at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(wish), refused));
  }

  private void owe(Row row) {
    owed.add(row);
    try {
      writeOwed();
    } catch (UncheckedIOException e) {
      LOG.warn("not in the record yet: {}", row, e);
      if (owed.size() > MOST_OWED) {
        owed.removeFirst();
      }
    }
  }

  private void writeOwed() {
    while (!owed.isEmpty()) {
      append(owed.getFirst());
      owed.removeFirst();
    }
  }

  private long lastSequence(OperationId operation) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .flatMap(line -> parse(line).stream())
          .filter(row -> row.operation().equals(Optional.of(operation)))
          .flatMap(row -> row.event().stream())
          .mapToLong(Event::sequence)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for a line that was cut by a crash. */
  private static Optional<Row> parse(String line) {
    try {
      return Optional.of(OperationJson.mapper().readValue(line, Row.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void append(Row row) {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
      channel.position(channel.size());
      // A crash can leave half a line; the next row begins on a line of its own.
      String prefix = endsMidLine(channel) ? "\n" : "";
      String line = prefix + OperationJson.mapper().writeValueAsString(row) + "\n";
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsMidLine(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    var last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }
}
