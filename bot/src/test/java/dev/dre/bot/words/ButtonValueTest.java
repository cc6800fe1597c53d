package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ButtonValueTest {

  private static final String EARLIER =
      """
      {"operation":"migrate-db-42-k7f3","datastore":"db-42","about":"cut_over/1","digest":"d","at":""}
      """;

  @Test
  void aButtonOfAnEarlierReleaseDoesNotSayWhetherItTakesAComment() {
    assertThat(ButtonValue.decode(EARLIER))
        .hasValueSatisfying(v -> assertThat(v.comment()).isEmpty());
  }

  @Test
  void aButtonSaysStillWhetherItTakesACommentWhereItIsPressed() {
    var value = ButtonValue.decode(EARLIER).orElseThrow().withComment(true).pressedAt("C1/1.2");

    assertThat(ButtonValue.decode(value.encoded())).contains(value);
    assertThat(value.comment()).contains(true);
  }
}
