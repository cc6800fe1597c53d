package dev.dre.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file of tests says of a runbook: what is given, and what is expected of it.
 *
 * @param file as its reader named it
 * @param people those who act, by the names that the file gives them
 */
public record RunbookTests(
    String file, Runbook runbook, SortedMap<String, Person> people, List<Case> cases) {

  /** How the names of such files end, so that nobody takes one for a runbook. */
  public static final String ENDING = ".test.yaml";

  /** When an operation starts of which nobody says when: a Monday. */
  public static final Instant START = Instant.parse("2026-05-04T09:00:00Z");

  /** How long something takes of which nobody says how long. */
  public static final Duration A_MINUTE = Duration.ofMinutes(1);

  /**
   * Reads {@code file}.
   *
   * @throws ConfigurationException with every problem that there is
   */
  public static RunbookTests load(Path file, Configuration configuration) {
    return new RunbookTestsReader(configuration).read(file);
  }

  /** Somebody who acts. */
  public record Person(String user, Set<String> groups) {}

  /**
   * One test.
   *
   * @param arguments as after the runbook's name in a chat
   * @param mode empty: as the settings say
   * @param given by step; what the file says of all its tests is in here, too
   * @param guards by guard; the last one that fits counts
   * @param left what is found at the end, by place; of others: nothing
   * @param acts in their order: each waits for the one before
   */
  public record Case(
      At at,
      String name,
      String arguments,
      String by,
      Optional<String> mode,
      Instant start,
      Map<String, Given> given,
      Map<String, List<Seen>> guards,
      Map<String, String> left,
      List<Deed> acts,
      Expected expected) {}

  /**
   * What is given of a step.
   *
   * @param own whether this test says it; otherwise all tests of the file do, and it need not be
   *     used
   * @param always whether each attempt is the same; otherwise one for each
   */
  public record Given(At at, boolean own, boolean always, List<Attempt> attempts) {}

  /**
   * What becomes of an attempt of a step.
   *
   * @param end empty when nothing is said, or when what is seen decides
   * @param takes until its end
   * @param verify what is found each time somebody looks what it did
   * @param require what is seen each time it is looked whether it can start
   * @param seen what a wait or a check sees, look by look; the last goes on to be so
   * @param undone what comes of each try to undo it, by place; of others: it is undone
   */
  public record Attempt(
      At at,
      Optional<End> end,
      Duration takes,
      Times<Verified> verify,
      Times<Seen> require,
      List<Seen> seen,
      Map<String, List<End>> undone) {}

  /** {@code always}: each time the same; otherwise one for each time. */
  public record Times<T>(At at, boolean always, List<T> all) {
    public Times {
      all = List.copyOf(all);
    }
  }

  /** How something ends. */
  public sealed interface End {
    record Succeeds(SortedMap<String, String> outputs) implements End {
      public Succeeds {
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
      }
    }

    record Fails(String reason, String lastLines) implements End {}

    /** Nobody knows what it did. */
    record Unknown(String reason) implements End {}
  }

  /**
   * What a verify finds.
   *
   * @param says {@code done}, {@code not-done} or {@code partial}; empty when it fails
   * @param evidence or, when it fails, why
   */
  public record Verified(String says, String evidence) {}

  /**
   * What a look sees.
   *
   * @param blind why it sees nothing; empty when it sees something
   * @param failed why the look itself fails; empty when it does not
   * @param during only while this step runs; empty: always
   * @param after and only after it has run for so long
   */
  public record Seen(
      At at,
      SortedMap<String, String> outputs,
      String blind,
      String failed,
      Optional<String> during,
      Duration after) {
    public Seen {
      outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }
  }

  /** What somebody waits for before acting. */
  public enum Moment {
    /** An attempt of the step runs. */
    RUNNING,
    /** People are asked to approve the step. */
    APPROVAL,
    /** It stands blocked at the step. */
    BLOCKED,
    /** The step asks people. */
    ASKED,
    /** The step is to be done by hand. */
    BY_HAND,
    /** The operation is in the state. */
    STATE,
    /** Nothing: right after what was done before. */
    NOW
  }

  /**
   * What somebody does.
   *
   * @param of the step or the state; empty for {@link Moment#NOW}
   * @param does as in a chat: {@code pause}
   * @param lasts of a pause: how long; empty: until somebody resumes
   * @param refused words of the refusal that is expected; empty: it counts
   */
  public record Deed(
      At at,
      Moment moment,
      String of,
      Duration after,
      String by,
      String does,
      String comment,
      Optional<Duration> lasts,
      SortedMap<String, String> answers,
      Optional<String> refused) {}

  /** A text with its place. */
  public record Text(At at, String text, boolean exact) {}

  /**
   * What is expected. Empty everywhere: of that, anything.
   *
   * @param refused words of the refusal to make a plan
   * @param steps those that were started, in their order, once for each attempt
   * @param never steps that were not started
   * @param undone what was undone, in its order
   * @param left what is left behind
   * @param says what the thread says, in this order; other things in between
   * @param outputs by step
   */
  public record Expected(
      Optional<Text> refused,
      Optional<Text> state,
      Optional<Text> because,
      Optional<List<Text>> steps,
      List<Text> never,
      Optional<List<Gate>> gates,
      Optional<List<Text>> undone,
      Optional<List<Text>> left,
      List<Text> says,
      List<Text> neverSays,
      Map<String, SortedMap<String, Text>> outputs) {}

  /**
   * A gate that is expected.
   *
   * @param could people who could have approved when it was opened
   * @param couldNot people who could not
   * @param ends {@code approved}, {@code rejected}, {@code expired}, {@code aborted} or {@code
   *     open}
   */
  public record Gate(
      Text step,
      Optional<Text> policy,
      Optional<Text> needs,
      Optional<List<Text>> from,
      List<Text> could,
      List<Text> couldNot,
      Optional<Text> ends) {}
}
