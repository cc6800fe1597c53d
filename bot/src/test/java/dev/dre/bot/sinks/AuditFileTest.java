package dev.dre.bot.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Actor;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.event.Event;
import dev.dre.operations.event.Happening;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.temporal.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final OperationId OPERATION = new OperationId("migrate-db-42-k7f3");

  @TempDir private Path folder;
  private Path file;
  private AuditFile audit;

  @BeforeEach
  void open() {
    file = folder.resolve("audit.jsonl");
    audit = new AuditFile(file);
  }

  @Test
  void eachEventIsOneLine() throws Exception {
    var report = audit.deliver(delivery(1, 2), false);

    assertThat(report.throughSequence()).isEqualTo(2);
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.contains("k7f3"));
  }

  @Test
  void aRetryWritesOnlyWhatIsNotThereYet() throws Exception {
    audit.deliver(delivery(1, 2), false);

    audit.deliver(delivery(1, 3), true);

    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void aLineThatACrashHasCutHurtsNoOther() throws Exception {
    audit.deliver(delivery(1, 1), false);
    Files.writeString(file, "{\"at\":\"2026-05", StandardOpenOption.APPEND);

    audit.deliver(delivery(1, 2), true);

    assertThat(Files.readAllLines(file)).hasSize(3).last().asString().contains("\"sequence\":2");
  }

  @Test
  void aRefusalIsRecordedWithWhoAndWhy() throws Exception {
    audit.refused(command(), "only @dre can abort this.", NOON);

    assertThat(Files.readString(file)).contains("U0ALICE01", "only @dre can abort this.", "abort");
  }

  @Test
  void aRefusalThatCannotBeRecordedNowIsRecordedWithWhatComesNext() throws Exception {
    Files.createDirectory(file);
    audit.refused(command(), "only @dre can abort this.", NOON);
    Files.delete(file);

    audit.deliver(delivery(1, 1), false);

    assertThat(Files.readAllLines(file)).hasSize(2).first().asString().contains("only @dre");
  }

  private static Command command() {
    return new Command(
        new CommandId("c1"),
        OPERATION,
        new Actor.Person("", "T0SANDBOX", "U0ALICE01"),
        Set.of(),
        new Origin("C0DBOPS01", "1.2"),
        new Act.Abort("no"));
  }

  private static Delivery delivery(long from, long through) {
    var events =
        LongStream.rangeClosed(from, through)
            .mapToObj(n -> new Event(n, NOON, new Happening.Paused()))
            .toList();
    return new Delivery(
        AuditFile.NAME,
        OPERATION,
        new DatastoreName("db-42"),
        "C0DBOPS01",
        List.copyOf(events),
        new TreeMap<>(),
        false);
  }
}
