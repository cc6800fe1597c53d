package dev.dre.bot.slack;

import dev.dre.operations.Operation;
import dev.dre.operations.command.Act;
import dev.dre.operations.id.Subject;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.Replanning;
import java.util.Map;
import java.util.Optional;

/** A retry with other values of parameters: {@code --max-lag 10s}. */
final class OtherValues {

  /** Nothing can be planned with them; the message says what would work. */
  static final class NotPlanned extends RuntimeException {
    NotPlanned(String why) {
      super(why);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  private final Replanning replanning;

  OtherValues(Replanning replanning) {
    this.replanning = replanning;
  }

  /**
   * The act; one with the values as they are where nothing is changed.
   *
   * @throws NotPlanned when the values make no plan
   */
  Act retry(Operation operation, Subject subject, Map<String, String> changes) {
    if (changes.isEmpty()) {
      return new Act.Retry(subject);
    }
    return switch (replanning.with(operation, changes)) {
      case PlanResult.Planned planned -> new Act.Retry(subject, Optional.of(planned.plan()));
      case PlanResult.Refused refused -> throw new NotPlanned(refused.why());
    };
  }
}
