package dev.dre.worker.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {

  @Test
  void aLineIsShownAsItWasWritten() {
    assertThat(ShownText.line("no space\tleft")).isEqualTo("no space\tleft");
  }

  @Test
  void whatCannotBeReadIsOneSign() {
    assertThat(ShownText.line("a\u0000\u0001\u001bb")).isEqualTo("a\uFFFDb");
  }

  @Test
  void aLineOfMegabytesIsCut() {
    assertThat(ShownText.line("x".repeat(10_000_000))).hasSize(401).endsWith("x…");
  }

  @Test
  void aSecretIsHiddenAlsoWhereALineIsCut() {
    String line = "x".repeat(390) + " password=hunter2";

    assertThat(ShownText.line(line)).doesNotContain("hun");
  }
}
