package dev.dre.operations.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationIdTest {

  @Test
  void itIsMadeOfRunbookDatastoreAndFourLettersOrDigits() {
    assertThat(OperationId.of("migrate", "db-42", "1337.42").value())
        .matches("migrate-db-42-[a-z0-9]{4}");
  }

  @Test
  void theSameTriggerMakesTheSameId() {
    assertThat(OperationId.of("migrate", "db-42", "1337.42"))
        .isEqualTo(OperationId.of("migrate", "db-42", "1337.42"));
  }

  @Test
  void differentTriggersMakeDifferentIds() {
    long different =
        IntStream.range(0, 500)
            .mapToObj(i -> OperationId.of("migrate", "db-42", "trigger " + i))
            .distinct()
            .count();

    assertThat(different).isGreaterThan(495);
  }

  @Test
  void theSuffixIsTheLastFourCharacters() {
    OperationId id = OperationId.of("migrate", "db-42", "1337.42");

    assertThat(id.value()).endsWith("-" + id.suffix());
    assertThat(id.suffix()).hasSize(4);
  }

  @Test
  void aLongNameIsCutAndKeepsItsSuffix() {
    var id = OperationId.of("rotate_replication_secrets", "payments-ledger-eu-west-1", "1337.42");

    assertThat(id.value())
        .hasSize(OperationId.MAX_LENGTH)
        .startsWith("rotate-replication-secrets-pay");
    assertThat(id.suffix()).isEqualTo(OperationId.of("migrate", "db-42", "1337.42").suffix());
  }

  @Test
  void everyIdThatIsMadeIsWellFormed() {
    IntStream.range(0, 500)
        .mapToObj(i -> OperationId.of("r".repeat(1 + i % 60), "d", "trigger " + i).value())
        .forEach(id -> assertThat(id).matches("[a-z0-9-]{1,40}"));
  }

  @Test
  void whatIsNotWellFormedIsNoId() {
    for (String wrong :
        new String[] {"", "k7f3", "-k7f3", "Migrate-db-k7f3", "a b-k7f3", "a-K7F3"}) {
      assertThatThrownBy(() -> new OperationId(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + wrong + "\"");
    }
    assertThatThrownBy(() -> new OperationId("a".repeat(36) + "-k7f3"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
