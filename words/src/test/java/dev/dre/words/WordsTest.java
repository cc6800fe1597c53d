package dev.dre.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "400, 0.4 s",
    "2000, 2 s",
    "12000, 12 s",
    "185000, 3 min 5 s",
    "7500000, 2 h 5 min",
    "529200000, 6 d 3 h"
  })
  void durationsHaveTheUnitsThatPeopleUse(long millis, String expected) {
    assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1500, 1.5 kB", "412000000000, 412 GB"})
  void bytesAreDecimal(double bytes, String expected) {
    assertThat(Words.bytes(bytes)).isEqualTo(expected);
  }

  @Test
  void textFromOutsideMentionsNobody() {
    assertThat(Words.escape("<!channel> & <@U1>")).isEqualTo("&lt;!channel&gt; &amp; &lt;@U1&gt;");
  }

  @Test
  void outputsGetTheirUnitsByTheirName() {
    assertThat(Words.output("bytes", "958000000000")).isEqualTo("958 GB");
    assertThat(Words.output("lag_seconds", "0.3")).isEqualTo("lag 0.3 s");
    assertThat(Words.output("write_stop_ms", "410")).isEqualTo("write stop 0.4 s");
    assertThat(Words.output("bytes", "many")).isEqualTo("bytes many");
  }

  @Test
  void whatIsEscapedTwiceIsUnescapedOnce() {
    assertThat(Words.unescaped(Words.escape("lag < 5 && a > b &lt;")))
        .isEqualTo("lag < 5 && a > b &lt;");
  }

  @Test
  void aLogKeepsItsEndHoweverMuchLongerEscapingMakesIt() {
    String log = "<&>".repeat(200) + "```\nthat was the end";

    String shown = Words.log(log, 300);

    assertThat(shown).startsWith("```…").endsWith("that was the end```");
    assertThat(shown.length()).isLessThanOrEqualTo(300 + "```…```".length());
    assertThat(shown.substring(4, shown.length() - 3)).doesNotContain("```", "<");
    assertThat(Words.log("short", 300)).isEqualTo("```short```");
  }
}
