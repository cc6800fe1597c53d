package dev.dre.bot.words;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A message to be shown.
 *
 * @param text everything important, for notifications and screen readers
 * @param blocks what is shown instead; empty when the text is enough
 */
public record Message(String text, List<LayoutBlock> blocks) {

  public static Message of(String text) {
    return new Message(text, List.of());
  }
}
