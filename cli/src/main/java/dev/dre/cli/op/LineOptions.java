package dev.dre.cli.op;

import dev.dre.config.Configuration;
import dev.dre.config.ConfigurationException;
import dev.dre.operations.line.LineScope;
import dev.dre.operations.plan.ClusterName;
import dev.dre.operations.planning.LineSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Many operations instead of one. */
final class LineOptions {

  @Option(names = "--all", description = "all operations, also those that start later")
  private boolean all;

  @Option(
      names = "--team",
      paramLabel = "TEAM",
      description = "the same, for one team's datastores")
  private Optional<String> team = Optional.empty();

  @Option(
      names = "--cluster",
      paramLabel = "CLUSTER",
      description = "the same, for what lives in a cluster or runs a Job there")
  private Optional<String> cluster = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "with the three above: the configuration that names teams, clusters and rights (default:"
              + " $DRE_CONFIG, else config/example)")
  private Path config = Configuration.defaultFolder();

  /**
   * Empty when one operation is meant.
   *
   * @throws Refusal when more than one of them is given
   */
  Optional<LineScope> scope() {
    List<LineScope> given =
        Stream.of(
                all
                    ? Optional.<LineScope>of(new LineScope.Everything())
                    : Optional.<LineScope>empty(),
                team.<LineScope>map(LineScope.OfTeam::new),
                cluster.<LineScope>map(name -> new LineScope.OfCluster(new ClusterName(name))))
            .flatMap(Optional::stream)
            .toList();
    if (given.size() > 1) {
      throw new Refusal("Give one of --all, --team and --cluster.");
    }
    return given.stream().findFirst();
  }

  /**
   * What the configuration says.
   *
   * @throws ConfigurationException when it cannot be read
   */
  LineSettings settings() {
    return new LineSettings(Configuration.load(config));
  }
}
