package dev.dre.bot.words;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of history in a private message: one line for each entry, and buttons to the next pages.
 */
public final class HistoryMessage {

  /** With what is in flight, a headline and a note these are at most fifteen lines. */
  public static final int PAGE = 8;

  public static final String NEWER = "dre_history_newer";
  public static final String OLDER = "dre_history_older";

  /** So that a section stays below 3,000 characters. */
  private static final int LINES_IN_A_SECTION = 6;

  private HistoryMessage() {}

  /** {@code options}: what was searched for. */
  public static Message of(HistoryOptions options, HistoryPage page) {
    boolean inAll = options.operation().isEmpty();
    String headline = headline(options, page);
    var lines = page.entries().stream().map(entry -> line(entry, inAll)).toList();
    var blocks = new ArrayList<LayoutBlock>();
    blocks.add(section(s -> s.text(markdownText(headline))));
    for (int from = 0; from < lines.size(); from += LINES_IN_A_SECTION) {
      int to = Math.min(lines.size(), from + LINES_IN_A_SECTION);
      String some = String.join("\n", lines.subList(from, to));
      blocks.add(section(s -> s.text(markdownText(some))));
    }
    if (!page.notes().isEmpty()) {
      String notes = Words.escape(String.join(" ", page.notes()), 1_000);
      blocks.add(context(List.of(markdownText(notes))));
    }
    var buttons = buttons(options, page);
    if (!buttons.isEmpty()) {
      blocks.add(actions(buttons));
    }
    String text = headline + "\n" + String.join("\n", lines);
    return new Message(Words.shorten(text, 3_500), blocks);
  }

  private static String headline(HistoryOptions options, HistoryPage page) {
    var search = options.newest();
    String what = search.operation().isEmpty() ? "all operations" : shownOperation(search, page);
    String filter = new HistoryOptions("", search.given()).words();
    return "*History* of %s%s%s"
        .formatted(
            what,
            filter.isEmpty()
                ? ""
                : "  `%s`".formatted(Words.escape(filter.replace('`', '\''), 500)),
            page.entries().isEmpty() ? "\nNothing found." : "");
  }

  private static String shownOperation(HistoryOptions search, HistoryPage page) {
    String id =
        page.entries().isEmpty()
            ? search.operation()
            : page.entries().getFirst().operation().value();
    return "`%s`".formatted(Words.escape(Words.shorten(id.replace('`', '\''), 60)));
  }

  private static String line(HistoryEntry entry, boolean inAll) {
    var line = new StringBuilder(moment(entry.when()));
    line.append(' ').append(mark(entry)).append(' ');
    if (inAll) {
      line.append('`').append(entry.operation()).append("` ");
    }
    line.append(inOneLine(entry.what(), 150));
    entry.by().ifPresent(by -> line.append(" by ").append(Words.shorten(Words.name(by), 120)));
    if (entry.failed()) {
      line.append(": ").append(inOneLine(entry.failure(), 120));
    }
    entry.took().ifPresent(took -> line.append(" · ").append(Words.duration(took)));
    entry.state().map(State::words).ifPresent(state -> line.append(" · ").append(state));
    return line.append(" · _").append(entry.type()).append('_').toString();
  }

  private static String inOneLine(String text, int max) {
    return Words.escape(text.strip().replaceAll("\\s+", " "), max);
  }

  private static String mark(HistoryEntry entry) {
    return entry.failed() ? "✕" : entry.weight() == Weight.PENDING ? "●" : "–";
  }

  private static String moment(Instant at) {
    return "<!date^%d^{date_short_pretty} {time_secs}|%s>".formatted(at.getEpochSecond(), at);
  }

  private static List<BlockElement> buttons(HistoryOptions options, HistoryPage page) {
    var buttons = new ArrayList<BlockElement>();
    boolean inAll = options.operation().isEmpty();
    // In all operations there is no way back page by page.
    Optional<HistoryOptions> newer =
        page.newer().map(place -> inAll ? options.newest() : options.after(place));
    newer
        .flatMap(HistoryButton::encode)
        .ifPresent(value -> buttons.add(Buttons.button(NEWER, inAll ? "Newest" : "Newer", value)));
    page.older()
        .map(options::before)
        .flatMap(HistoryButton::encode)
        .ifPresent(value -> buttons.add(Buttons.button(OLDER, "Older", value)));
    return buttons;
  }
}
