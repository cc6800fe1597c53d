package dev.dre.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.FakeOperations;
import dev.dre.bot.FakeSlack;
import dev.dre.bot.Story;
import dev.dre.bot.people.Groups;
import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.bot.words.Buttons;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClicksTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("buttons")
  void everyButtonThatIsDrawnIsListenedTo(String action) {
    var slack = new FakeSlack();
    var operations = new FakeOperations();
    var people =
        new People(slack, new Groups(Map.of(), Map.of(), slack, () -> Story.NOON), "T0SANDBOX");
    var replies = new Replies(slack);
    var acting =
        new Acting(
            people,
            operations,
            new AuditFile(folder.resolve("audit.jsonl")),
            replies,
            new CardLinks(slack),
            () -> Story.NOON);
    try (var background = new Background()) {
      var clicks = new Clicks(slack, operations, acting, replies, background, () -> Story.NOON);

      assertThat(clicks.handles(action)).isTrue();
      assertThat(clicks.handles(Buttons.numbered(action, 2))).isTrue();
      assertThat(clicks.handles(action + "_later")).isFalse();
    }
  }

  static Stream<String> buttons() {
    return Arrays.stream(Buttons.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return String.valueOf(field.get(null));
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });
  }
}
