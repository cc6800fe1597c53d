package dev.dre.config.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A list of texts as steps report it: in JSON, which is YAML in one of its forms. */
public final class TextList {

  private static final LoadSettings JSON =
      LoadSettings.builder().setCodePointLimit(100_000).setAllowDuplicateKeys(false).build();

  private TextList() {}

  /** Numbers count as texts; empty when {@code text} is no list of texts and numbers. */
  public static Optional<List<String>> parse(String text) {
    if (!text.strip().startsWith("[")) {
      return Optional.empty();
    }
    Object parsed;
    try {
      parsed = new Load(JSON).loadFromString(text);
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
    var all = new ArrayList<String>();
    for (Object entry : parsed instanceof List<?> list ? list : List.of()) {
      if (!(entry instanceof String || entry instanceof Number)) {
        return Optional.empty();
      }
      all.add(entry.toString());
    }
    return Optional.of(List.copyOf(all));
  }
}
