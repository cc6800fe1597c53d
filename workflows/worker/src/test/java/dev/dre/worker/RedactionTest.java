package dev.dre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
      })
  void whatLooksLikeASecretDoesNotLeaveTheWorker(String line) {
    assertThat(Redaction.redact(line)).doesNotContain("hunter2").contains("•••");
  }

  @Test
  void anythingElseStaysAsItIs() {
    String line = "table payments has 12 rows, see https://example.com/x?y=1";

    assertThat(Redaction.redact(line)).isEqualTo(line);
  }
}
