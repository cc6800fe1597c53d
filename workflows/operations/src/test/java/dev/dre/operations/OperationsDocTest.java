package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OperationsDocTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "operations.md");

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    String page = Files.readString(PAGE);
    String printed = OperationsDoc.printedInto(page);
    if (Boolean.getBoolean("dre.docs.write")) {
      Files.writeString(PAGE, printed);
      return;
    }
    assertThat(page)
        .as(
            "docs/operations.md does not say what the code does. Print it anew with:%n  mvn test -pl"
                + " workflows/operations -am -Dtest=OperationsDocTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddre.docs.write=true%n")
        .isEqualTo(printed);
  }
}
