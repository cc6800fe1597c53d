package dev.dre.cli.runbook;

import dev.dre.cli.ConfigFolder;
import dev.dre.config.Configuration;
import dev.dre.config.ConfigurationException;
import dev.dre.config.Problem;
import dev.dre.config.RunbookTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays runbooks against tests. */
@Command(
    name = "test",
    description = {
      "Plays runbooks against their tests, with the rules that real operations follow. Touches nothing: what Jobs, probes and"
          + " calls say, and what people do, is in the tests, and time passes by itself.",
      "Exit code 0: all is as expected; 1: something is not; 2: a test is wrong itself, such as one that does not say what"
          + " comes of a step that runs.",
      "For example: dre runbook test config/runbooks/migrate.test.yaml"
    })
final class TestCommand implements Callable<Integer> {

  @Mixin private ConfigFolder config = new ConfigFolder();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "a file of tests, or a folder: all *.test.yaml in it and below")
  private List<Path> places = new ArrayList<>();

  @Option(names = "--verbose", description = "tell the story of each test, also of good ones")
  private boolean verbose;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Configuration configuration = config.load();
    var player = new Player(configuration);
    var results = new ArrayList<Result>();
    var unread = new ArrayList<Problem>();
    for (Path file : files(unread)) {
      try {
        var played = player.play(RunbookTests.load(file, configuration));
        played.forEach(this::print);
        results.addAll(played);
      } catch (ConfigurationException e) {
        unread.addAll(e.problems());
      }
    }
    unread.forEach(spec.commandLine().getErr()::println);
    return summary(results, unread.size());
  }

  private List<Path> files(List<Problem> problems) {
    var files = new ArrayList<Path>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        files.add(place);
        continue;
      }
      try (Stream<Path> all = Files.walk(place)) {
        var found = all.filter(f -> f.toString().endsWith(RunbookTests.ENDING)).sorted().toList();
        files.addAll(found);
        if (found.isEmpty()) {
          problems.add(
              new Problem(place.toString(), 1, "", "has no tests: their names end in .test.yaml."));
        }
      } catch (IOException e) {
        problems.add(new Problem(place.toString(), 1, "", "cannot be read: " + e));
      }
    }
    return files;
  }

  private void print(Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s %s  (%s)%n", result.isGood() ? "✓" : "✗", result.name(), result.at());
    Stream.concat(result.mistakes().stream(), result.mismatches().stream())
        .forEach(problem -> out.println("    " + problem));
    if (verbose || (!result.isGood() && !result.story().isEmpty())) {
      out.println("    The story:");
      result.story().stream().flatMap(StoryText::lines).forEach(line -> out.println("    " + line));
    }
  }

  private int summary(List<Result> results, int unread) {
    long good = results.stream().filter(Result::isGood).count();
    long wrong = results.stream().filter(r -> !r.mistakes().isEmpty()).count();
    var words = new ArrayList<String>();
    words.add("%d of %d tests good".formatted(good, results.size()));
    if (wrong > 0) {
      words.add("%d wrong themselves".formatted(wrong));
    }
    if (unread > 0) {
      words.add(
          unread == 1
              ? "1 problem in what was not played"
              : unread + " problems in what was not played");
    }
    spec.commandLine().getOut().println(String.join(", ", words) + ".");
    if (wrong > 0 || unread > 0) {
      return 2;
    }
    return good == results.size() ? 0 : 1;
  }
}
