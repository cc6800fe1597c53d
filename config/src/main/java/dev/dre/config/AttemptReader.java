package dev.dre.config;

import dev.dre.config.RunbookTests.Attempt;
import dev.dre.config.RunbookTests.End;
import dev.dre.config.RunbookTests.Seen;
import dev.dre.config.RunbookTests.Times;
import dev.dre.config.RunbookTests.Verified;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what is given of an attempt of a step. */
final class AttemptReader {

  static final String[] ATTEMPT = {
    "succeeds",
    "outputs",
    "fails",
    "unknown",
    "last_lines",
    "takes",
    "verify",
    "require",
    "sees",
    "undo"
  };
  static final String[] VERIFY = {"says", "evidence", "fails"};
  static final String[] SEEN = {"outputs", "blind", "fails"};
  static final String[] GUARD = {"outputs", "blind", "during", "after"};
  static final String[] UNDO = {"fails", "unknown", "succeeds"};

  private static final List<String> ANSWERS = List.of("done", "not-done", "partial");

  private AttemptReader() {}

  static Attempt read(Yaml attempt) {
    attempt.only(ATTEMPT);
    return new Attempt(
        attempt.at(),
        end(attempt),
        attempt.get("takes").duration(RunbookTests.A_MINUTE),
        times(attempt.get("verify"), AttemptReader::verified),
        times(attempt.get("require"), AttemptReader::seen),
        attempt.get("sees").list().stream().map(AttemptReader::seen).toList(),
        undone(attempt.get("undo")));
  }

  /**
   * One word is enough where there is nothing more to say: {@code undo: { cluster-b: succeeds }}.
   */
  private static Optional<End> end(Yaml yaml) {
    var said =
        Stream.of("succeeds", "outputs", "fails", "unknown")
            .filter(key -> yaml.get(key).present())
            .toList();
    if (said.size() > 1) {
      yaml.get(said.get(1))
          .problem("is too much beside \"%s\": it ends in one way.", said.getFirst());
    }
    if (yaml.get("last_lines").present() && !said.contains("fails")) {
      yaml.get("last_lines").problem("are shown only with \"fails\".");
    }
    if (yaml.get("succeeds").present() && !yaml.get("succeeds").flag()) {
      yaml.get("succeeds").problem("can only be true; say \"fails: exit code 1\" instead.");
    }
    return said.stream()
        .findFirst()
        .map(
            how ->
                switch (how) {
                  case "fails" ->
                      new End.Fails(yaml.get(how).text(), yaml.get("last_lines").textOr(""));
                  case "unknown" -> new End.Unknown(yaml.get(how).text());
                  default -> new End.Succeeds(values(yaml.get("outputs")));
                });
  }

  private static <T> Times<T> times(Yaml yaml, Function<Yaml, T> one) {
    return new Times<>(yaml.at(), !yaml.isList(), yaml.list().stream().map(one).toList());
  }

  private static Verified verified(Yaml yaml) {
    if (yaml.isScalar()) {
      return new Verified(yaml.oneOf("answer of a verify", ANSWERS), "");
    }
    yaml.only(VERIFY);
    return yaml.get("fails").present()
        ? new Verified("", yaml.get("fails").text())
        : new Verified(
            yaml.get("says").oneOf("answer of a verify", ANSWERS), yaml.get("evidence").textOr(""));
  }

  private static Seen seen(Yaml yaml) {
    return seen(yaml.only(SEEN), Optional.empty(), Duration.ZERO);
  }

  static Seen seenByGuard(Yaml yaml) {
    yaml.only(GUARD);
    if (yaml.get("after").present() && !yaml.get("during").present()) {
      yaml.get("after").problem("needs \"during\": after so long of which step?");
    }
    return seen(yaml, yaml.get("during").optionalText(), yaml.get("after").duration(Duration.ZERO));
  }

  private static Seen seen(Yaml yaml, Optional<String> during, Duration after) {
    long said =
        Stream.of("outputs", "blind", "fails").filter(key -> yaml.get(key).present()).count();
    if (said != 1) {
      yaml.problem("needs what is seen: \"outputs\", or why nothing is: \"blind\".");
    }
    return new Seen(
        yaml.at(),
        values(yaml.get("outputs")),
        yaml.get("blind").textOr(""),
        yaml.get("fails").textOr(""),
        during,
        after);
  }

  static SortedMap<String, String> values(Yaml yaml) {
    var values = new TreeMap<String, String>();
    yaml.fields().forEach((name, value) -> values.put(name, value.reported()));
    return values;
  }

  private static Map<String, List<End>> undone(Yaml yaml) {
    var undone = new HashMap<String, List<End>>();
    yaml.fields()
        .forEach(
            (cluster, tries) ->
                undone.put(
                    cluster,
                    tries.some("what comes of each try").stream()
                        .map(
                            attempt ->
                                end(attempt.only(UNDO))
                                    .orElseGet(
                                        () -> {
                                          attempt.problem(
                                              "needs \"succeeds: true\", \"fails\" or \"unknown\".");
                                          return new End.Succeeds(new TreeMap<>());
                                        }))
                        .toList()));
    return undone;
  }
}
