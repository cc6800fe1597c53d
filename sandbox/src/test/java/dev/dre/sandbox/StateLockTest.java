package dev.dre.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {

  @TempDir private Path state;

  @Test
  void aStateFolderBelongsToOneSandboxAtATime() throws Exception {
    var first = StateLock.take(state);

    assertThatThrownBy(() -> StateLock.take(state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("uses " + state + " already")
        .hasMessageContaining("--state");
    first.close();
    StateLock.take(state).close();
  }
}
