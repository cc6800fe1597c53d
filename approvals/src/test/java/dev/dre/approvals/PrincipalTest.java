package dev.dre.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

  @Test
  void isWrittenAsItIsRead() {
    assertThat(Principal.parse("group:dre")).contains(Principal.group("dre"));
    assertThat(Principal.parse("user:U0BOB0001")).contains(Principal.user("U0BOB0001"));
    assertThat(Principal.group("dre")).hasToString("group:dre");
    assertThat(Principal.user("U0BOB0001")).hasToString("user:U0BOB0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dre", "group:", "user:", "team:dre", "Group:dre"})
  void anythingElseNamesNobody(String text) {
    assertThat(Principal.parse(text)).isEmpty();
  }
}
