package dev.dre.operations.watching;

import dev.dre.operations.GuardRun;
import dev.dre.operations.plan.PlannedGuard;
import dev.dre.operations.temporal.GuardWord;

/**
 * How many looks in a row have said the same of a guard.
 *
 * @param verdict what they said; empty before the first
 */
public record GuardRow(String verdict, int length) {

  /** Nobody has looked. */
  public static final GuardRow NONE = new GuardRow("", 0);

  public GuardRow after(GuardWord word) {
    return new GuardRow(word.verdict(), word.verdict().equals(verdict) ? length + 1 : 1);
  }

  /**
   * Whether {@code word}, the last of this row, is to be said to whom {@code known} was said last.
   * Who was told {@link GuardRun#NONE} is told after one look what was seen: people wait for it.
   */
  public boolean isToBeSaid(PlannedGuard guard, GuardWord word, String known) {
    boolean counts = known.equals(GuardRun.NONE) || length >= WatchRules.needed(guard, word);
    return !word.verdict().equals(known) && counts;
  }
}
