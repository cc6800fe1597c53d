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
}
