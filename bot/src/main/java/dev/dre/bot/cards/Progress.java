package dev.dre.bot.cards;

import dev.dre.operations.Operation;
import dev.dre.operations.Work;
import dev.dre.operations.temporal.JobProgress;
import dev.dre.operations.temporal.JobRequest;
import dev.dre.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the card says of how far it is: of one Job all, of several a few words each. */
final class Progress {

  private static final int LONGEST = 80;

  private Progress() {}

  static Optional<JobProgress> of(Operation operation, List<Pending> pending) {
    if (operation.work().orElse(null) instanceof Work.Together(List<Work> all)) {
      String said =
          all.stream()
              .flatMap(work -> said(operation, work, pending))
              .collect(Collectors.joining(" · "));
      return said.isEmpty() ? Optional.empty() : Optional.of(new JobProgress(-1, said));
    }
    return pending.stream().flatMap(one -> one.progress().stream()).findFirst();
  }

  private static Stream<String> said(Operation operation, Work work, List<Pending> pending) {
    if (!(work instanceof Work.Running running)) {
      return Stream.of();
    }
    String job = JobRequest.nameOf(operation.id(), running.effect());
    return pending.stream()
        .flatMap(one -> one.progress().stream())
        .filter(progress -> progress.job().equals(job))
        .map(Progress::briefly)
        .filter(said -> !said.isEmpty())
        .map(said -> running.step().words() + said);
  }

  private static String briefly(JobProgress progress) {
    String percent =
        progress.fraction() < 0 ? "" : " %d %%".formatted(Math.round(progress.fraction() * 100));
    String words = progress.problem().isEmpty() ? progress.message() : progress.problem();
    String message = Words.shorten(words.strip(), LONGEST);
    return message.isEmpty() ? percent : percent + ": " + message;
  }
}
