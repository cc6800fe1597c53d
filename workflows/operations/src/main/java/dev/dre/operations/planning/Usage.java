package dev.dre.operations.planning;

import dev.dre.config.Runbook;
import dev.dre.config.Runbook.Parameter;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a runbook is called: {@code migrate <datastore> --to <cluster>}. */
public final class Usage {

  private Usage() {}

  public static String of(Runbook runbook) {
    Stream<String> positional =
        runbook.parameters().stream()
            .filter(p -> p.position() > 0)
            .sorted(Comparator.comparingInt(Parameter::position))
            .map(p -> "<" + p.name() + ">");
    Stream<String> flags =
        runbook.parameters().stream().filter(p -> p.position() == 0).map(Usage::flag);
    return Stream.concat(Stream.of(runbook.name()), Stream.concat(positional, flags))
        .collect(Collectors.joining(" "));
  }

  /** {@code --max-lag} for the parameter {@code max_lag}. */
  static String flagOf(Parameter parameter) {
    return "--" + parameter.name().replace('_', '-');
  }

  private static String flag(Parameter parameter) {
    String flag =
        "%s <%s>".formatted(flagOf(parameter), parameter.type().name().toLowerCase(Locale.ROOT));
    return parameter.otherwise().isPresent() ? "[" + flag + "]" : flag;
  }
}
