package dev.dre.cli;

import dev.dre.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which configuration is meant. */
public final class ConfigFolder {

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "the folder of the configuration (default: $DRE_CONFIG, else config/example)")
  private Path folder = Configuration.defaultFolder();

  public Path folder() {
    return folder;
  }

  /** Reads it. */
  public Configuration load() {
    return Configuration.load(folder);
  }
}
