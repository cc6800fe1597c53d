package dev.dre.config;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how much plans are trusted. */
final class ModesReader {

  /** From the most careful; a dry run is asked for, never configured. */
  private static final List<String> MODES = List.of("shadow", "supervised", "auto");

  private ModesReader() {}

  /** {@code { prod: supervised, staging: auto }}. */
  static SortedMap<String, String> byEnvironment(Yaml yaml, List<String> environments) {
    var modes = new TreeMap<String, String>();
    yaml.only(environments.toArray(String[]::new))
        .fields()
        .forEach((environment, mode) -> modes.put(environment, mode.oneOf("mode", MODES)));
    return modes;
  }

  /** The same, or one mode for all environments. */
  static SortedMap<String, String> ofRunbook(Yaml yaml, List<String> environments) {
    if (!yaml.present() || !yaml.isScalar()) {
      return byEnvironment(yaml, environments);
    }
    String mode = yaml.oneOf("mode", MODES);
    var modes = new TreeMap<String, String>();
    environments.forEach(environment -> modes.put(environment, mode));
    return modes;
  }
}
