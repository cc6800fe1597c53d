package dev.dre.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.config.expression.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a shipped runbook declares that a command reports.
 *
 * @param runbook its file
 * @param words the program and its words, up to the first option or what depends on the operation
 * @param back whether it is asked of the way back
 * @param outputs by name, the word of their type
 */
record Declared(Path runbook, List<String> words, boolean back, Map<String, String> outputs) {

  private static final Path RUNBOOKS = Path.of("../../config/runbooks");
  private static final String BACK = "--back";
  private static final List<Declared> ALL = all();

  /** Fails when {@code run} has ended well and did not say what a runbook wants to hear of it. */
  static void heldBy(Run run) {
    List<String> said = words(run);
    for (Declared each : ALL) {
      if (each.isOf(said)) {
        Map<String, String> reported = run.outputs();
        each.outputs.forEach(
            (name, type) ->
                assertThat(reported.get(name))
                    .as("%s of %s, as %s declares it", name, run.command(), each.runbook)
                    .isNotNull()
                    .matches(text -> ValueType.of(type).reads(text), ValueType.of(type).form()));
      }
    }
  }

  /** Without what the test itself puts before the program, and without the program's folder. */
  private static List<String> words(Run run) {
    var words = new ArrayList<>(List.of(run.command().split(" ")));
    words.removeIf("setsid"::equals);
    words.set(0, Path.of(words.getFirst()).getFileName().toString());
    return words;
  }

  private boolean isOf(List<String> said) {
    return !said.contains("--help")
        && said.size() >= words.size()
        && said.subList(0, words.size()).equals(words)
        && said.contains(BACK) == back;
  }

  private static List<Declared> all() {
    var found = new ArrayList<Declared>();
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        Object text =
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        find(file, text, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(found).as("outputs in %s", RUNBOOKS).isNotEmpty();
    return List.copyOf(found);
  }

  /** Wherever outputs are declared, beside the Job that has to say them. */
  private static void find(Path file, Object node, List<Declared> found) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("outputs") instanceof Map<?, ?> outputs
          && command(map) instanceof List<?> command) {
        found.add(of(file, command, outputs));
      }
      map.values().forEach(each -> find(file, each, found));
    } else if (node instanceof List<?> list) {
      list.forEach(each -> find(file, each, found));
    }
  }

  private static @Nullable Object command(Map<?, ?> step) {
    if (step.get("wait") instanceof Map<?, ?> wait) {
      return command(wait);
    }
    return Stream.of("job", "probe")
        .map(step::get)
        .filter(Map.class::isInstance)
        .map(job -> ((Map<?, ?>) job).get("run"))
        .filter(List.class::isInstance)
        .findFirst()
        .orElse(null);
  }

  private static Declared of(Path file, List<?> command, Map<?, ?> outputs) {
    List<String> all = command.stream().map(String::valueOf).toList();
    List<String> words =
        all.stream().takeWhile(word -> !word.startsWith("-") && !word.contains("${")).toList();
    var types = new TreeMap<String, String>();
    outputs.forEach((name, type) -> types.put(String.valueOf(name), String.valueOf(type)));
    return new Declared(file.getFileName(), words, all.contains(BACK), types);
  }
}
