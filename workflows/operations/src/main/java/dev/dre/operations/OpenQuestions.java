package dev.dre.operations;

import dev.dre.approvals.Principal;
import dev.dre.operations.plan.StepAction;
import java.util.List;

/**
 * What people are asked now.
 *
 * @param asking of which step, and until when
 * @param missing who has not answered, of those whose answer is waited for
 */
public record OpenQuestions(Work.Asking asking, StepAction.Ask ask, List<Principal> missing) {

  public OpenQuestions {
    missing = List.copyOf(missing);
  }
}
