package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.Part;
import dev.dre.sandbox.demo.Demo;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  @Test
  void aLiveDatabaseMovesAndAnotherMoveIsAbortedWithNothingLeftBehind(@TempDir Path state)
      throws Exception {
    try (var everything = EndToEnd.start("demo", state, EnumSet.allOf(Part.class))) {
      boolean held = new Demo(everything.sandbox(), everything.terminal()).play();

      assertThat(held).as("see %s", EndToEnd.log("demo")).isTrue();
    }
  }
}
