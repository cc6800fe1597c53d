package dev.dre.bot.slack;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import dev.dre.bot.people.People;
import dev.dre.bot.people.People.Verified;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.ShadowRecord;
import dev.dre.bot.words.Summary;
import dev.dre.config.Runbook;
import dev.dre.config.Suggestion;
import dev.dre.operations.Operation;
import dev.dre.operations.OperationRequest;
import dev.dre.operations.client.Doctor;
import dev.dre.operations.client.FindingsText;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.PastOperations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.plan.Mode;
import dev.dre.operations.plan.Plan;
import dev.dre.operations.plan.Right;
import dev.dre.operations.planning.PlanResult;
import dev.dre.operations.planning.PlanText;
import dev.dre.operations.planning.Planner;
import dev.dre.operations.planning.Usage;
import dev.dre.words.StartText;
import dev.dre.words.StoppedLine;
import dev.dre.words.Words;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * {@code /dre …}: acknowledged first, answered privately; what starts tells its story in a thread
 * of its own.
 */
final class SlashCommands {

  private static final int LISTED = 15;

  /** Escaping makes it longer, and more than 4,000 characters are cut by Slack. */
  private static final int LONGEST_PART = 3_000;

  private static final int LONGEST_MESSAGE = 3_800;

  /** Longer than an operation that has ended keeps its datastore while a sink does not answer. */
  private static final int TRIES_AFTER_AN_END = 60;

  private final SlackGateway slack;
  private final Operations operations;
  private final PastOperations past;
  private final Planner planner;
  private final People people;
  private final TypedActs typedActs;
  private final TypedDecisions typedDecisions;
  private final HistoryPages histories;
  private final CardLinks cardLinks;
  private final Replies replies;
  private final List<String> sinks;
  private final Doctor doctor;
  private final AtomicBoolean examining = new AtomicBoolean();
  private final Background background;
  private final InstantSource clock;

  SlashCommands(
      SlackGateway slack,
      Operations operations,
      PastOperations past,
      Planner planner,
      People people,
      TypedActs typedActs,
      TypedDecisions typedDecisions,
      HistoryPages histories,
      CardLinks cardLinks,
      Replies replies,
      List<String> sinks,
      Doctor doctor,
      Background background,
      InstantSource clock) {
    this.slack = slack;
    this.operations = operations;
    this.past = past;
    this.planner = planner;
    this.people = people;
    this.typedActs = typedActs;
    this.typedDecisions = typedDecisions;
    this.histories = histories;
    this.cardLinks = cardLinks;
    this.replies = replies;
    this.sinks = List.copyOf(sinks);
    this.doctor = doctor;
    this.background = background;
    this.clock = clock;
  }

  void register(App app) {
    app.command(
        "/dre",
        (request, context) -> {
          SlashCommandPayload payload = request.getPayload();
          background.run(() -> handle(payload));
          return context.ack();
        });
  }

  private void handle(SlashCommandPayload payload) {
    var place = new Place(payload.getChannelId(), Optional.empty(), payload.getUserId());
    String text = payload.getText() == null ? "" : payload.getText().strip();
    var verified = people.verify(payload.getUserId());
    if (verified.person().isEmpty()) {
      replies.tell(place, "Not done: " + verified.problem());
      return;
    }
    try {
      String answer = answer(place, text, payload.getTriggerId(), verified.person().get());
      if (!answer.isEmpty()) {
        replies.tell(place, Words.shorten(answer, 3_900));
      }
    } catch (TemporalSilent e) {
      replies.tell(
          place,
          "Not done: Temporal does not answer at the moment. Nothing was started; try again in a minute.");
    }
  }

  /** Empty when everything is told already. */
  private String answer(Place place, String text, String trigger, Verified person) {
    String[] words = text.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    String word = words[0].toLowerCase(Locale.ROOT);
    if (TypedActs.words().contains(word)) {
      return typedActs.act(place, word, rest, trigger);
    }
    var decision = TypedDecisions.meantBy(word);
    if (decision.isPresent()) {
      typedDecisions.ask(place, decision.get(), rest.strip(), trigger);
      return "";
    }
    return switch (word) {
      case "", "help" -> help();
      case "list" -> list();
      case "show" -> show(rest.strip());
      case "plan" -> plan(place, rest);
      case "shadow" -> shadow(rest.strip());
      case "doctor" -> doctor(place, rest.strip());
      case "history" -> {
        histories.search(place, rest);
        yield "";
      }
      default -> meant(word).orElseGet(() -> start(place, words[0], rest, trigger, person));
    };
  }

  /** Empty when {@code word} is a runbook, or like none of our own words. */
  private Optional<String> meant(String word) {
    var runbooks = planner.runbooks().stream().map(Runbook::name).toList();
    return runbooks.contains(word) || Suggestion.of(word, runbooks).isPresent()
        ? Optional.empty()
        : Suggestion.of(word, ownWords())
            .map(
                own ->
                    "I know no \"%s\". Did you mean `/dre %s`? `/dre help` shows what there is."
                        .formatted(Words.escape(word), own));
  }

  private static Set<String> ownWords() {
    var words =
        new TreeSet<>(Set.of("help", "list", "show", "plan", "shadow", "doctor", "history"));
    words.addAll(TypedActs.words());
    words.addAll(TypedDecisions.words());
    return words;
  }

  private String help() {
    String runbooks =
        planner.runbooks().stream()
            .map(r -> "• `/dre %s`  %s".formatted(Usage.of(r), Words.escape(r.summary())))
            .collect(Collectors.joining("\n"));
    return """
        dre runs runbooks on databases, step by step, and asks before risky steps.
        %s
        • `/dre list`  what runs, and what ended last
        • `/dre show &lt;operation&gt;`  one operation, step by step
        • `/dre plan &lt;runbook&gt; …`, or `--mode dry-run`  every command in order; nothing is started
        • `/dre shadow &lt;runbook&gt;`  how often people did by hand what its plan would have done
        • `/dre history &lt;operation&gt; --failed`  what it did, event by event; also `--step`, `--since 30d`, `--text` and more
        • `/dre doctor`  looks whether all is there that operations need
        • `/dre approve &lt;operation&gt;`, `reject`  shows the request, and decides when you submit it
        • `/dre pause &lt;operation&gt; --for 2h`, `resume`, `abort`, `retry` and more: what the buttons do, typed
        • `/dre pause --all|--team &lt;team&gt;|--cluster &lt;cluster&gt; --reason "…"`  many at once, also those that start later
        Every operation has a card with Pause, Resume and Abort. Everybody here may pause."""
        .formatted(runbooks);
  }

  private String list() {
    var holds = operations.line().holds();
    List<Operation> all = operations.list(LISTED);
    var lines = new ArrayList<String>();
    holds.forEach(hold -> lines.add(StoppedLine.top(hold, holds)));
    if (all.isEmpty()) {
      lines.add("No operation yet. `/dre help` says how to start one.");
    }
    all.stream().map(Summary::line).forEach(lines::add);
    return String.join("\n", lines);
  }

  private String show(String name) {
    if (name.isEmpty()) {
      return "Say which operation: its name, or its datastore. `/dre list` shows them.";
    }
    return operations
        .named(name)
        .map(o -> Summary.of(o) + cardLinks.to(o))
        .orElseGet(() -> missing(name));
  }

  static String missing(String name) {
    return "There is no operation “%s”, nor one on a datastore of that name. `/dre list` shows those there are."
        .formatted(Words.escape(Words.shorten(name, 60)));
  }

  /** Runs no Jobs: whoever may type here has no right to start anything by it. */
  private String doctor(Place place, String datastores) {
    if (!datastores.isEmpty()) {
      return "Trying datastores runs Jobs, which is for a command line: `dre doctor %s`. Here: `/dre doctor`."
          .formatted(Words.escape(Words.shorten(datastores, 60)));
    }
    if (!examining.compareAndSet(false, true)) {
      return "Somebody has asked that a moment ago, and it is still being looked. Ask again in a minute.";
    }
    try {
      replies.tell(
          place, "Looking. Who does not answer is waited for, some seconds or some minutes.");
      return Words.escape(FindingsText.of(doctor.examine(List.of())));
    } finally {
      examining.set(false);
    }
  }

  private String start(
      Place place, String runbook, String arguments, String trigger, Verified person) {
    return switch (planner.plan(runbook, arguments, operations::location)) {
      case PlanResult.Refused refused -> Words.escape(refused.why());
      case PlanResult.Planned planned ->
          planned.plan().trust() == Mode.DRY_RUN
              ? shown(place, planned.plan())
              : start(place, planned.plan(), trigger, person);
    };
  }

  private String plan(Place place, String text) {
    String[] words = text.strip().split("\\s+", 2);
    return switch (planner.plan(words[0], words.length > 1 ? words[1] : "", operations::location)) {
      case PlanResult.Refused refused -> Words.escape(refused.why());
      case PlanResult.Planned planned -> shown(place, planned.plan());
    };
  }

  /** Told in as many private messages as it takes: nobody approves half a plan. */
  private String shown(Place place, Plan plan) {
    var part = new StringBuilder();
    var where = operations.location(plan.datastore().name());
    for (String line : PlanText.of(plan, where).split("\n", -1)) {
      if (part.length() + line.length() > LONGEST_PART) {
        replies.tell(place, Words.log(part.toString(), LONGEST_MESSAGE));
        part.setLength(0);
      }
      part.append(line).append('\n');
    }
    return Words.log(part.toString().stripTrailing(), LONGEST_MESSAGE);
  }

  private String shadow(String runbook) {
    if (planner.runbooks().stream().noneMatch(r -> r.name().equals(runbook))) {
      return "Say which runbook: `/dre shadow &lt;runbook&gt;`. I know %s."
          .formatted(
              planner.runbooks().stream().map(Runbook::name).collect(Collectors.joining(", ")));
    }
    return ShadowRecord.of(runbook, past.latest(runbook, Optional.empty()));
  }

  private String start(Place place, Plan plan, String trigger, Verified person) {
    if (!plan.rights().allow(Right.START, person.actor(), person.groups())) {
      return StartText.notAllowed(plan);
    }
    if (!slack.isMember(place.channel())) {
      return "Not started: I am not in this channel, so I could not tell what happens. Invite me first: `/invite @dre`.";
    }
    var id = OperationId.of(plan.runbook(), plan.datastore().name().value(), trigger);
    var request =
        new OperationRequest(id, person.actor(), place.channel(), plan, Digest.of(plan), sinks);
    return switch (operations.start(request, plan.datastore().cluster())) {
      case Operations.Started.Running running -> startsPaused(running);
      case Operations.Started.Busy busy ->
          hasEnded(busy.holder()) ? startAfter(place, request, busy) : busy(plan, busy.holder());
    };
  }

  /** Empty when the line moves: then all is told in the channel. */
  private String startsPaused(Operations.Started.Running running) {
    return running.heldBy().stream()
        .map(hold -> StoppedLine.startsPaused(hold, clock.instant()))
        .collect(Collectors.joining("\n"));
  }

  private boolean hasEnded(OperationId holder) {
    return operations.find(holder).filter(o -> o.state().isFinal()).isPresent();
  }

  /** The datastore is free in a moment: what has ended is only telling its last lines. */
  private String startAfter(Place place, OperationRequest request, Operations.Started.Busy busy) {
    Plan plan = request.plan();
    replies.tell(
        place,
        "%s has ended and is telling its last lines. Yours starts right after, within a minute."
            .formatted(busy.holder()));
    for (int tries = 0; tries < TRIES_AFTER_AN_END; tries++) {
      Waiting.seconds(1);
      if (operations.start(request, plan.datastore().cluster())
          instanceof Operations.Started.Running running) {
        return startsPaused(running);
      }
    }
    return busy(plan, busy.holder());
  }

  private String busy(Plan plan, OperationId holder) {
    String what =
        operations
            .latest(plan.datastore().name())
            .map(
                o ->
                    "by %s, %s%s since %s.%s"
                        .formatted(
                            Words.name(o.requester()),
                            o.state().words(),
                            o.currentStep().map(s -> " in " + s.id()).orElse(""),
                            Words.day(o.status().since()),
                            cardLinks.to(o)))
            .orElse("");
    return "%s is busy: %s %s".formatted(plan.datastore().name(), holder, what);
  }
}
