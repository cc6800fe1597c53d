package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Editors are told the same by the schema as people by the reader. */
class RunbookTestSchemaTest {

  private static final Map<?, ?> SCHEMA = schema();

  private static Map<?, ?> schema() {
    try {
      // JSON is YAML in one of its forms.
      return (Map<?, ?>)
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(Path.of("schemas/runbook-test.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> groups() {
    return Stream.of(
        Arguments.of("file", RunbookTestsReader.FILE),
        Arguments.of("person", RunbookTestsReader.PERSON),
        Arguments.of("test", RunbookTestsReader.TEST),
        Arguments.of("attempt", AttemptReader.ATTEMPT),
        Arguments.of("verify", AttemptReader.VERIFY),
        Arguments.of("seen", AttemptReader.SEEN),
        Arguments.of("guard", AttemptReader.GUARD),
        Arguments.of("undo", AttemptReader.UNDO),
        Arguments.of("act", DeedsReader.DEED),
        Arguments.of("expect", ExpectedReader.EXPECT),
        Arguments.of("gate", ExpectedReader.GATE),
        Arguments.of("says", ExpectedReader.SAYS));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void theSchemaKnowsTheKeysThatTheReaderKnows(String group, String[] keys) {
    assertThat(properties(group).keySet().stream().map(String::valueOf))
        .containsExactlyInAnyOrder(keys);
  }

  @Test
  void theSchemaKnowsWhatPeopleCanDo() {
    assertThat(in(properties("act"), "do").get("enum")).isEqualTo(DeedsReader.DOES);
  }

  private static Map<?, ?> in(Map<?, ?> all, String key) {
    return (Map<?, ?>) Objects.requireNonNull(all.get(key), key);
  }

  private static Map<?, ?> properties(String group) {
    var found = in(in(SCHEMA, "$defs"), group);
    for (Object form : found.get("anyOf") instanceof List<?> forms ? forms : List.of(found)) {
      if (((Map<?, ?>) form).get("properties") instanceof Map<?, ?> properties) {
        return properties;
      }
    }
    throw new AssertionError("no keys in " + group);
  }
}
