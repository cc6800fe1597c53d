package dev.dre.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnwritableFileTest {

  @TempDir private Path folder;

  @Test
  void nobodyWritesAndNothingIsLost() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.jsonl"), "one\n");
    var fault = new UnwritableFile(file);

    fault.on();
    assertThatIOException().isThrownBy(() -> append(file, "two\n"));
    fault.off();

    append(file, "three\n");
    assertThat(file).hasContent("one\nthree\n");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aFileThatIsNotThereYetCanBeWrittenAfterwards() throws IOException {
    Path file = folder.resolve("audit.jsonl");
    var fault = new UnwritableFile(file);

    fault.on();
    assertThatIOException().isThrownBy(() -> append(file, "one\n"));
    fault.off();

    append(file, "two\n");
    assertThat(file).hasContent("two\n");
  }

  @Test
  void whatAKilledSandboxLeftIsPutBack() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.jsonl"), "one\n");
    new UnwritableFile(file).on();

    new UnwritableFile(file);

    assertThat(file).hasContent("one\n");
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
