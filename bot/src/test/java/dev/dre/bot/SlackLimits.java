package dev.dre.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.dre.bot.words.Message;
import java.util.List;

/** What Slack refuses. */
public final class SlackLimits {

  private SlackLimits() {}

  public static void check(Message message) {
    assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
    assertThat(message.blocks()).hasSizeLessThanOrEqualTo(50);
    assertThat(texts(message)).allSatisfy(t -> assertThat(t).hasSizeBetween(1, 3_000));
    assertThat(texts(message).stream().mapToInt(String::length).sum()).isLessThan(13_000);
    for (LayoutBlock block : message.blocks()) {
      if (block instanceof ActionsBlock actions) {
        assertThat(actions.getElements()).hasSizeBetween(1, 25);
      }
    }
  }

  /** Everything that is shown as mrkdwn. */
  public static List<String> texts(Message message) {
    return message.blocks().stream()
        .flatMap(
            block ->
                switch (block) {
                  case SectionBlock section ->
                      java.util.stream.Stream.of(section.getText().getText());
                  case ContextBlock context ->
                      context.getElements().stream().map(e -> ((MarkdownTextObject) e).getText());
                  default -> java.util.stream.Stream.<String>of();
                })
        .toList();
  }
}
