package dev.dre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connecting to postgres://admin:hunter2@db-42:5432/app",
        "PGPASSWORD=hunter2 psql",
        "conninfo: host=db password='hunter2' user=admin",
        "{\"token\": \"hunter2\"}",
        "api_key: hunter2",
        "redis://:hunter2@cache:6379",
        "my-tool --password hunter2 --verbose",
        "Authorization: Bearer hunter2",
        "role app has SCRAM-SHA-256$4096:hunter2==$abc:def",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
        "signed with eyJhbGciOiJIUzI1NiJ9.hunter2.x",
      })
  void whatLooksLikeASecretDoesNotLeaveTheWorker(String line) {
    assertThat(Redaction.redact(line)).doesNotContain("hunter2").contains("•••");
  }

  @Test
  void anythingElseStaysAsItIs() {
    String line =
        "table payments has 12 rows, see https://example.com/x?y=1; tokens left: 4, basic checks ok";

    assertThat(Redaction.redact(line)).isEqualTo(line);
  }

  @Test
  void whatOnlyStandsBesideASecretStays() {
    assertThat(Redaction.redact("[\"http://pg-a:5432/db\",\"owner@example.com\"]"))
        .isEqualTo("[\"http://pg-a:5432/db\",\"owner@example.com\"]");
    assertThat(Redaction.redact("[{\"name\":\"a\",\"token\":17}]"))
        .isEqualTo("[{\"name\":\"a\",\"token\":•••}]");
    assertThat(Redaction.redact("md5 of it is 9e107d9d372bb6826bd81d3542a419d6"))
        .contains("9e107d9d372bb6826bd81d3542a419d6");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void aLongLineTakesNoLongerThanItsLength(Pattern pattern) {
    String address = "{\"at\":\"http://10.0.0.1:8080/x\",\"password-\":--token},";

    // Ten times as many looks as at a tenth of it, give or take: not a hundred times.
    assertThat(looks(pattern, address.repeat(5_000)))
        .isLessThan(20 * looks(pattern, address.repeat(500)));
  }

  static List<Pattern> patterns() {
    return Redaction.patterns();
  }

  /** How often a character is looked at, which is the same on every machine. */
  private static long looks(Pattern pattern, String text) {
    var counted = new CountedText(text, new AtomicLong());
    var matcher = pattern.matcher(counted);
    while (matcher.find()) {
      assertThat(matcher.end()).isPositive();
    }
    return counted.looks().get();
  }

  /** Counts who reads it. */
  private record CountedText(String text, AtomicLong looks) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks.incrementAndGet();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
