package dev.dre.words;

import dev.dre.operations.plan.PlannedCall;
import dev.dre.operations.plan.PlannedChange;
import dev.dre.operations.plan.PlannedJob;
import dev.dre.operations.plan.StepAction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a plan would do in a step, as somebody types it. Secrets by their names only. */
public final class HandCommand {

  /** A message's section holds 3,000, and says more than the command. */
  private static final int LONGEST = 1_400;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private static final Pattern HOST = Pattern.compile("^\\w+://([^/:?#]+)");

  private HandCommand() {}

  public static String of(StepAction action) {
    return switch (action) {
      case StepAction.RunJob(PlannedJob job) -> of(job);
      case StepAction.Call(PlannedCall call) -> of(call);
      case StepAction.StartWorkflow start -> of(start);
      case StepAction.Change(PlannedChange change) ->
          "The plan would %s, as by:\n%s"
              .formatted(
                  Words.escape(change.words(), 200), fenced(String.join("\n", change.kubectl())));
      // These change nothing, so nobody is handed them.
      case StepAction.Watch ignored -> "The plan would only look.";
      case StepAction.Sleep ignored -> "The plan would only wait.";
      case StepAction.SleepUntil ignored -> "The plan would only wait.";
      case StepAction.SleepUntilOpen ignored -> "The plan would only wait.";
      case StepAction.Approve ignored -> "The plan would only ask.";
      case StepAction.Ask ignored -> "The plan would only ask.";
    };
  }

  /** Plain variables first. */
  private static String of(PlannedJob job) {
    var words = new ArrayList<String>();
    job.env().forEach((name, value) -> words.add(name + "=" + quoted(value)));
    job.command().forEach(word -> words.add(quoted(word)));
    String secrets =
        job.secrets().entrySet().stream()
            .map(
                e ->
                    "%s from %s/%s"
                        .formatted(e.getKey(), e.getValue().secret(), e.getValue().key()))
            .collect(Collectors.joining(", "));
    return "The plan would run, on %s:\n%s%s"
        .formatted(
            job.cluster(),
            fenced(String.join(" ", words)),
            secrets.isEmpty() ? "" : "\nwith " + Words.escape(secrets, 400));
  }

  private static String of(PlannedCall call) {
    var lines = new ArrayList<String>();
    lines.add("curl -X %s %s".formatted(call.method(), quoted(call.url())));
    call.headers().forEach((name, value) -> lines.add("-H " + quoted(name + ": " + value)));
    if (!call.body().isEmpty()) {
      boolean saysWhat =
          call.headers().keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
      if (!saysWhat) {
        lines.add("-H 'Content-Type: application/json'");
      }
      lines.add("--data " + quoted(call.body()));
    }
    String expected =
        call.expect().isEmpty()
            ? "from 200 to 299"
            : call.expect().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    return "The plan would call:\n%s\nExpected answer: %s. A worker adds the secrets that its settings have for %s."
        .formatted(
            fenced(String.join(" \\\n  ", lines)), expected, Words.escape(host(call.url()), 200));
  }

  private static String host(String url) {
    var host = HOST.matcher(url);
    return host.find() ? host.group(1) : "its host";
  }

  private static String of(StepAction.StartWorkflow start) {
    var words = new ArrayList<>(List.of("temporal workflow start"));
    words.add("--type " + quoted(start.type()));
    words.add("--task-queue " + quoted(start.queue()));
    words.add("--execution-timeout %ds".formatted(start.timeout().toSeconds()));
    if (!start.input().isEmpty()) {
      words.add("--input " + quoted(start.input()));
    }
    return "The plan would start, and wait for its end:\n" + fenced(String.join(" \\\n  ", words));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Its beginning and its end say most: what is too long loses its middle, and says so. */
  private static String fenced(String command) {
    String whole = Words.fenced(command, Integer.MAX_VALUE);
    if (whole.length() <= LONGEST) {
      return whole;
    }
    return Words.fenced(command, LONGEST * 2 / 3)
        + "\n… and at its end:\n"
        + Words.log(command, LONGEST / 3)
        + "\n*The middle is cut here*: do not copy it. The record has all of it.";
  }
}
