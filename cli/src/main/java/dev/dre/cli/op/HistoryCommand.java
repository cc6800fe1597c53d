package dev.dre.cli.op;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.client.history.HistoryOptions;
import dev.dre.operations.client.history.HistoryPage;
import dev.dre.operations.client.history.HistorySearch;
import dev.dre.operations.client.history.OperationHistories;
import dev.dre.operations.json.OperationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What operations have done, event by event. */
@Command(
    name = "history",
    description = {
      "What an operation has done, event by event, the newest first: across all its runs and children, with what is in",
      "flight now, how often it was tried and its last error. Without OPERATION: in all operations."
    })
final class HistoryCommand implements Callable<Integer> {

  private static final int PAGE = 50;

  private final HistoryAccess access;

  @Parameters(
      arity = "0..1",
      paramLabel = "OPERATION",
      description = "its id, or a datastore: then the latest on it")
  private String operation = "";

  @Option(
      names = "--activity",
      paramLabel = "TYPE",
      description = "a part of the activity's type: followJob, deliver")
  private Optional<String> activity = Optional.empty();

  @Option(
      names = "--event",
      paramLabel = "TYPE",
      description = "a part of the event's type in Temporal's words: ActivityTaskFailed, Pending")
  private Optional<String> event = Optional.empty();

  @Option(names = "--step", paramLabel = "STEP", description = "of the plan: cut-over")
  private Optional<String> step = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "what led into this state, or happened in it: blocked")
  private Optional<String> state = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "so long ago, or since a day: 30d, 2026-11-23")
  private Optional<String> since = Optional.empty();

  @Option(names = "--failed", description = "only what failed, or fails and is tried again")
  private boolean failed;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "a part of what is said, or of the error")
  private Optional<String> text = Optional.empty();

  @Option(
      names = "--everything",
      description = "also deliveries, timers and workflow tasks that went well")
  private boolean everything;

  @Option(names = "--runbook", paramLabel = "NAME", description = "only its operations")
  private Optional<String> runbook = Optional.empty();

  @Option(
      names = "--team",
      paramLabel = "NAME",
      description = "only operations on datastores of this team")
  private Optional<String> team = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many on a page (default: " + PAGE + ")")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--before", paramLabel = "PLACE", description = "the next page, as it is printed")
  private Optional<String> before = Optional.empty();

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      description = "the page before, as it is printed")
  private Optional<String> after = Optional.empty();

  @Option(names = "--json", description = "print one JSON object a line")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  HistoryCommand(HistoryAccess access) {
    this.access = access;
  }

  @Override
  public Integer call() throws IOException {
    var options = options();
    HistorySearch search;
    try {
      search = options.search(Instant.now(), PAGE);
    } catch (HistoryOptions.Wrong e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return access.searching(histories -> print(histories, search, options));
  }

  private HistoryOptions options() {
    var given = new TreeMap<String, String>();
    activity.ifPresent(value -> given.put(HistoryOptions.ACTIVITY, value));
    event.ifPresent(value -> given.put(HistoryOptions.EVENT, value));
    step.ifPresent(value -> given.put(HistoryOptions.STEP, value));
    state.ifPresent(value -> given.put(HistoryOptions.STATE, value));
    since.ifPresent(value -> given.put(HistoryOptions.SINCE, value));
    text.ifPresent(value -> given.put(HistoryOptions.TEXT, value));
    runbook.ifPresent(value -> given.put(HistoryOptions.RUNBOOK, value));
    team.ifPresent(value -> given.put(HistoryOptions.TEAM, value));
    limit.ifPresent(value -> given.put(HistoryOptions.LIMIT, value));
    before.ifPresent(value -> given.put(HistoryOptions.BEFORE, value));
    after.ifPresent(value -> given.put(HistoryOptions.AFTER, value));
    if (failed) {
      given.put(HistoryOptions.FAILED, "");
    }
    if (everything) {
      given.put(HistoryOptions.EVERYTHING, "");
    }
    return new HistoryOptions(operation, given);
  }

  private int print(OperationHistories histories, HistorySearch search, HistoryOptions options) {
    var err = spec.commandLine().getErr();
    try {
      return switch (histories.search(search)) {
        case OperationHistories.Answer.NoOperation none -> {
          err.println(Target.missing(none.name()));
          yield ExitCodes.REFUSED;
        }
        case OperationHistories.Answer.Refused refused -> {
          err.println(refused.why());
          yield ExitCodes.REFUSED;
        }
        case OperationHistories.Answer.Found found -> {
          print(found.page(), options);
          yield ExitCodes.GOOD;
        }
      };
    } catch (TemporalSilent e) {
      err.printf("Not known: %s.%n", e.getMessage());
      return ExitCodes.SILENT;
    }
  }

  private void print(HistoryPage page, HistoryOptions options) {
    var out = spec.commandLine().getOut();
    // What follows a page is not for whoever reads lines of JSON.
    var aside = json ? spec.commandLine().getErr() : out;
    if (json) {
      page.entries().forEach(entry -> out.println(line(entry)));
    } else {
      HistoryText.of(page).forEach(out::println);
    }
    page.notes().forEach(aside::println);
    page.newer().ifPresent(place -> aside.println("Newer: " + command(newer(options, page))));
    page.older().ifPresent(place -> aside.println("Older: " + command(options.before(place))));
  }

  /** In all operations there is no way back page by page. */
  private static HistoryOptions newer(HistoryOptions options, HistoryPage page) {
    return options.operation().isEmpty()
        ? options.newest()
        : options.after(page.newer().orElseThrow());
  }

  private String command(HistoryOptions options) {
    return "./dre op history %s%s".formatted(options.words(), json ? " --json" : "").strip();
  }

  private static String line(Object entry) {
    try {
      return OperationJson.mapper().writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
