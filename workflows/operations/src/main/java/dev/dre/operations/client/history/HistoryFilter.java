package dev.dre.operations.client.history;

import dev.dre.operations.State;
import dev.dre.operations.client.history.HistoryEntry.Weight;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries are wanted: those that fit everything that is given. Capitals make no difference.
 *
 * @param activity a part of the activity's type; empty: any
 * @param event a part of the event's type; empty: any
 * @param step with dashes or underscores; empty: any
 * @param since what is in flight now always counts as since then
 * @param text a part of what is said, of the failure or of a name; empty: any
 * @param everything also what is shown only to those who name its activity or event
 */
public record HistoryFilter(
    String activity,
    String event,
    String step,
    Optional<State> state,
    Optional<Instant> since,
    boolean failed,
    String text,
    boolean everything) {

  public static final HistoryFilter ALL =
      new HistoryFilter("", "", "", Optional.empty(), Optional.empty(), false, "", false);

  public boolean matches(HistoryEntry entry) {
    return isShown(entry)
        && (!failed || entry.failed())
        && contains(entry.activity(), activity)
        && contains(entry.type(), event)
        && (step.isEmpty() || entry.step().filter(id -> sameStep(step, id.value())).isPresent())
        && state.map(s -> entry.state().equals(Optional.of(s))).orElse(true)
        && since.map(from -> isSince(entry, from)).orElse(true)
        && hasText(entry);
  }

  /** Whether all it can find is in flight now, so that nothing older has to be read. */
  public boolean onlyPending() {
    return lower(event).startsWith("pend");
  }

  /** {@code cut-over} and {@code cut_over} are one step. */
  static boolean sameStep(String one, String other) {
    return lower(one).replace('_', '-').equals(lower(other).replace('_', '-'));
  }

  private boolean isShown(HistoryEntry entry) {
    return everything
        || switch (entry.weight()) {
          case PENDING, HAPPENED -> true;
          case ROUTINE -> !activity.isEmpty() || !event.isEmpty();
          case PART -> !event.isEmpty();
        };
  }

  private static boolean isSince(HistoryEntry entry, Instant from) {
    return entry.weight() == Weight.PENDING || !entry.when().isBefore(from);
  }

  private boolean hasText(HistoryEntry entry) {
    return contains(entry.what(), text)
        || contains(entry.failure(), text)
        || contains(entry.type(), text)
        || contains(entry.activity(), text);
  }

  private static boolean contains(String whole, String part) {
    return part.isEmpty() || lower(whole).contains(lower(part));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
