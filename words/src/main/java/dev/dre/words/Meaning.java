package dev.dre.words;

import dev.dre.operations.AbortWords;
import dev.dre.operations.Operation;
import dev.dre.operations.ResidueRun;
import dev.dre.operations.RollbackRun;
import java.util.ArrayList;
import java.util.List;

/** What an operation's state means for data and for writes, and what each choice would do. */
public final class Meaning {

  private Meaning() {}

  /** Where clients write now. */
  public static String ofWrites(Operation operation) {
    return Words.escape(AbortWords.whereClientsWrite(operation), 300);
  }

  /** What an abort would undo now, newest first. */
  public static String ofAbort(Operation operation) {
    return Words.escape(AbortWords.of(operation), 1_000);
  }

  /** Everything that is, or may be, left. */
  public static List<String> left(Operation operation) {
    var left = new ArrayList<String>(AbortWords.toUndoByHand(operation));
    for (RollbackRun run : operation.rollbacks()) {
      if (run.progress() == RollbackRun.Progress.GIVEN_UP) {
        left.add("%s (given up)".formatted(run.undoes()));
      }
    }
    for (ResidueRun run : operation.residue()) {
      if (!run.found().isEmpty()) {
        left.add("%s on %s".formatted(run.found(), run.cluster()));
      }
      if (!run.problem().isEmpty()) {
        left.add("nobody could look on %s: %s".formatted(run.cluster(), run.problem()));
      }
    }
    return left;
  }
}
