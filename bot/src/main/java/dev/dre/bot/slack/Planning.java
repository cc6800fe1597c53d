package dev.dre.bot.slack;

import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.DatastoreName;
import dev.dre.operations.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes plans from what the operator has written. */
public interface Planning {

  /** A plan, or why there is none. */
  sealed interface Result {}

  record Planned(Plan plan) implements Result {}

  /** {@code why} is for whoever asked, and says what would work. */
  record Refused(String why) implements Result {}

  /** A runbook in one line of help. {@code usage}: {@code migrate <datastore> --to <cluster>}. */
  record RunbookLine(String usage, String summary) {}

  /**
   * Plans {@code runbook} for {@code arguments} as they were typed.
   *
   * @param location where a datastore lives as far as is known; empty means where the inventory
   *     says
   */
  Result plan(
      String runbook, String arguments, Function<DatastoreName, Optional<ClusterName>> location);

  List<RunbookLine> runbooks();
}
