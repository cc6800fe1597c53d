package dev.dre.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read before they choose, in each state. */
class ChoiceWordsTest {

  private static final String UNDO =
      "undone, each place by itself and the newest first: copy on cluster-a · copy on cluster-b. Clients go on with cluster-a and notice nothing.";

  /** By situation; a choice a line. */
  private static final Map<String, String> SAID =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "running",
                  """
                  If you pause: copy goes on to its end; nothing starts after it.
                  If you abort: first copy is stopped; then %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "running_reversible",
                  """
                  If you pause: copy goes on to its end; nothing starts after it.
                  If you abort: it is refused. It has been switched over; going back is an operation of its own."""),
              Map.entry(
                  "awaiting_changed",
                  """
                  If you pause: nothing runs now; people can still decide, and nothing starts until somebody resumes.
                  If you abort: %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "waiting",
                  """
                  If you pause: settle stops looking, and begins again after the pause.
                  If you abort: nothing has been changed yet, so there is nothing to undo."""),
              Map.entry(
                  "pausing",
                  """
                  If you resume: it goes on with copy.
                  If you abort: first copy is stopped; then %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "paused_over_awaiting",
                  """
                  If you resume: the request is open again for as long as it still was.
                  If you abort: %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "paused_over_blocked",
                  """
                  If you resume: it is blocked as before, and somebody has to choose.
                  If you abort: %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "blocked_failed",
                  """
                  If you pause: nothing runs now, and nothing starts until somebody resumes.
                  If you abort: %s"""
                      .formatted(UNDO)),
              Map.entry(
                  "aborting_stopping",
                  "If you pause: copy is still stopped and seen gone; nothing is undone until somebody resumes."),
              Map.entry(
                  "aborting_undoing",
                  "If you pause: what is being undone now comes to its end (copy on cluster-a · copy on cluster-b); nothing further is undone until somebody resumes."),
              Map.entry(
                  "aborting_failing",
                  "If you pause: what is being undone now comes to its end (copy on cluster-b); nothing further is undone until somebody resumes."),
              Map.entry("aborting_held", "If you resume: undoing goes on."),
              Map.entry(
                  "needs_attention",
                  """
                  If you retry: everything that was to be undone is undone once more.
                  If you acknowledge: it stays as it is, and db-42 is free for other operations."""),
              Map.entry("succeeded", ""),
              Map.entry("rejected", ""),
              Map.entry("aborted", ""),
              Map.entry("acknowledged", ""),
              Map.entry("stopped", "")));

  static Stream<Arguments> said() {
    return SAID.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("said")
  void whatIsSaidIsTrueInEachSituation(String situation, String said) {
    assertThat(String.join("\n", ChoiceWords.of(Situations.reached(situation).operation())))
        .isEqualTo(said);
  }

  @Test
  void noStateIsLeftOut() {
    Set<State> reached = new TreeSet<>();
    SAID.keySet().forEach(name -> reached.add(Situations.reached(name).state()));

    assertThat(reached).containsExactlyInAnyOrderElementsOf(Arrays.asList(State.values()));
  }

  @Test
  void theLastLookOfAnAbortIsNotHeldUp() {
    var story =
        Situations.reached("needs_attention")
            .retriedBy(Someone.BOB)
            .undoes("copy/0")
            .undoes("copy/1");

    assertThat(ChoiceWords.of(story.operation()))
        .containsExactly(
            "If you pause: nothing is undone any more; the look at what is left behind comes to its end, and the operation with it.");
    assertThat(story.pausedBy(Someone.ALICE).leaves("").state()).isEqualTo(State.ABORTED);
  }

  @Test
  void whatFailedIsNotTriedAgainUnderAHold() {
    var story = Situations.reached("aborting_failing").undoes("copy/1");

    assertThat(ChoiceWords.of(story.operation()))
        .containsExactly(
            "If you pause: nothing is undone, nor tried again, until somebody resumes.");
  }
}
