package dev.dre.operations.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.approvals.Principal;
import dev.dre.config.Configuration;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.plan.Right;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who may let the line go on, and what can be stopped at all. */
class LineSettingsTest {

  private final LineSettings settings =
      new LineSettings(Configuration.load(Path.of("../../config/example")));

  @Test
  void theOwnersOfATeamHaveAWordAboutTheirTeamAlone() {
    assertThat(settings.rights(new LineScope.OfTeam("payments")).holders().get(Right.RESUME))
        .containsExactly(
            Principal.group("dre"), Principal.group("payments-oncall"), Principal.breakGlass());
    assertThat(settings.rights(new LineScope.Everything()).holders().get(Right.RESUME))
        .containsExactly(Principal.group("dre"), Principal.breakGlass());
    assertThat(
            settings
                .rights(new LineScope.OfCluster(new ClusterName("cluster-a")))
                .holders()
                .get(Right.RESUME))
        .containsExactly(Principal.group("dre"), Principal.breakGlass());
  }

  @Test
  void whatIsNotConfiguredCannotBeStopped() {
    assertThat(settings.problemOf(new LineScope.Everything())).isEmpty();
    assertThat(settings.problemOf(new LineScope.OfTeam("payments"))).isEmpty();
    assertThat(settings.problemOf(new LineScope.OfCluster(new ClusterName("cluster-c"))))
        .contains(
            "I know no cluster \"cluster-c\". Did you mean \"cluster-a\"? Known: cluster-a,"
                + " cluster-b.");
  }
}
