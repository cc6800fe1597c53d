package dev.dre.bot.words;

import dev.dre.bot.estimates.Estimate;
import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.temporal.JobProgress;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a card shows.
 *
 * @param progress what the running Job said last; empty when nothing runs, or it has said nothing
 * @param estimate how long what runs will still take; empty when nobody can say
 * @param guarding what each guard saw last, with its title; empty when nothing is guarded
 * @param notices what is wrong and seen only from outside, also when the operation cannot be told
 * @param silence while the operation does not answer; else empty
 */
public record CardView(
    Operation operation,
    Optional<JobProgress> progress,
    Optional<Estimate> estimate,
    List<String> guarding,
    List<Notice> notices,
    Optional<Silence> silence) {

  public CardView {
    guarding = List.copyOf(guarding);
    notices = List.copyOf(notices);
  }

  /** As far as the operation itself knows. */
  public static CardView of(Operation operation) {
    return new CardView(
        operation,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        operation.notices(),
        Optional.empty());
  }
}
