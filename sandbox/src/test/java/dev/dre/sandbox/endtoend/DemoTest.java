package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.sandbox.demo.Demo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it also counts how long writes stand still. */
@Isolated
class DemoTest {

  @Test
  void aLiveDatabaseMovesAndAnotherMoveIsAbortedWithNothingLeftBehind(@TempDir Path state)
      throws Exception {
    try (var everything = EndToEnd.asShipped("demo", state)) {
      boolean held = new Demo(everything.sandbox(), everything.terminal()).play();

      assertThat(held).as("see %s", EndToEnd.log("demo")).isTrue();
    }
  }
}
