package dev.dre.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

  @ParameterizedTest
  @EnumSource
  void eachSaysInOneSentenceWhatToExpect(Fault fault) {
    assertThat(fault.expect()).endsWith(".");
    assertThat(fault.expect().substring(0, fault.expect().length() - 1)).doesNotContain(". ");
  }

  @ParameterizedTest
  @EnumSource
  void eachIsInTheReadme(Fault fault) throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains("`%s`".formatted(fault.id()));
  }

  @ParameterizedTest
  @EnumSource
  void eachIsFoundByItsName(Fault fault) {
    assertThat(Fault.named(fault.id())).contains(fault);
  }
}
