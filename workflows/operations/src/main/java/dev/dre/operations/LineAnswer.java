package dev.dre.operations;

import dev.dre.operations.command.Answer;
import dev.dre.operations.line.LineHold;
import java.util.List;

/**
 * What somebody who stopped the line, or let it go on, is told.
 *
 * @param concerned the holds that this wish is about; empty when there are none
 */
public record LineAnswer(Answer answer, List<LineHold> concerned) {

  public LineAnswer {
    concerned = List.copyOf(concerned);
  }
}
