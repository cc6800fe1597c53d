package dev.dre.bot.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.Plans;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.planning.PlanText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan that is shown says where its datastore is taken to be, and how anybody knows. */
class PlannedWhereTest {

  @Test
  void whereTheLastOperationHasLeftItIsNotCalledTheInventorys() {
    assertThat(PlanText.of(Plans.migrate(), Optional.of(new ClusterName("cluster-a"))))
        .contains("Planned for db-42 on cluster-a, where the last operation on it has left it.")
        .doesNotContain("inventory");
  }

  @Test
  void whereNoOperationIsKnownTheInventoryCounts() {
    assertThat(PlanText.of(Plans.migrate(), Optional.empty()))
        .contains("Planned for db-42 on cluster-a, where the inventory says;");
  }
}
