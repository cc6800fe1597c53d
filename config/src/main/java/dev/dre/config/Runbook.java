package dev.dre.config;

import dev.dre.config.expression.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A runbook as it is written; {@code ${…}} in its texts is resolved when a plan is made.
 *
 * @param title what an operation of it is called
 * @param modes by environment how much plans of it are trusted at most; none for {@code auto}
 * @param movesTo in which of its places the datastore lives after success; empty when it stays
 * @param reverse what is said after {@code /dre} to go back once it has been switched over; empty
 *     when there is no way back
 * @param maxPause how long an operation may stand paused; empty: for ever
 */
public record Runbook(
    String name,
    String summary,
    String title,
    List<Parameter> parameters,
    Optional<String> movesTo,
    SortedMap<String, String> modes,
    List<Step> steps,
    List<Guard> guards,
    List<Job> residue,
    Optional<MaxPause> maxPause,
    Optional<String> reverse) {

  /** Stands for the id of the operation in {@code reverse}. */
  public static final String OPERATION = "operation";

  /** What a step can risk, from the least to the most. */
  public static final List<String> RISKS = List.of("low", "medium", "high");

  /** What kinds of parameters there are. */
  public enum ParameterType {
    DATASTORE,
    CLUSTER,
    TEXT,
    NUMBER,
    DURATION;

    /** What {@code value} should be; empty when it is that, as far as its form can tell. */
    public Optional<String> problemOf(String value) {
      return switch (this) {
        case DATASTORE, CLUSTER, TEXT -> Optional.empty();
        case NUMBER ->
            value.matches("-?\\d{1,18}(\\.\\d{1,9})?")
                ? Optional.empty()
                : Optional.of("a number such as 3 or 0.5");
        case DURATION ->
            Durations.parse(value).isPresent() ? Optional.empty() : Optional.of(Durations.FORM);
      };
    }
  }

  /**
   * How long an operation may stand paused.
   *
   * @param then {@code page} or {@code abort}
   */
  public record MaxPause(Duration after, String then) {}

  /**
   * What has to be said when an operation is started.
   *
   * @param position from 1 for what is given without a flag; 0 for a flag
   * @param check what has to hold of it; empty when anything goes
   * @param message what it means when that does not hold; empty: {@code check} itself is shown
   * @param otherwise its value when it is not given; empty means it is required
   */
  public record Parameter(
      String name,
      ParameterType type,
      int position,
      Optional<Predicate> check,
      Optional<Message> message,
      Optional<String> otherwise,
      String description) {

    /** A default of a cluster: the one that the datastore lives in then. */
    public static final String WHERE_IT_LIVES = "${datastore.cluster}";

    Parameter checkedBy(Optional<Predicate> that, Optional<Message> saying) {
      return new Parameter(name, type, position, that, saying, otherwise, description);
    }
  }

  /** Looks once. */
  public sealed interface Probe permits Job, Call {}

  /**
   * A call by HTTP.
   *
   * @param body maps, lists, texts, numbers, true and false, sent as JSON; {@code ""}: nothing
   * @param expect statuses that mean success; empty: from 200 to 299
   * @param take outputs by name: the JSON Pointer of its value in the answer, or {@code status}
   */
  public record Call(
      String method,
      String url,
      SortedMap<String, String> headers,
      Object body,
      List<Integer> expect,
      Duration timeout,
      SortedMap<String, String> take)
      implements Probe {}

  /**
   * A command to run as a Job.
   *
   * @param cluster in which it runs, or one of the datastore's places, whose cluster is meant then
   * @param databases places by the prefix of the variables that say how to reach the datastore
   *     there
   * @param volumes names of volumes, which the datastore's place in {@code cluster} has, by the
   *     folder where the command finds them
   * @param memory how much it may use, as Kubernetes writes it; empty: what Jobs usually may
   */
  public record Job(
      String cluster,
      String image,
      List<String> run,
      SortedMap<String, String> databases,
      SortedMap<String, String> env,
      SortedMap<String, String> volumes,
      boolean pgbouncer,
      String memory,
      Duration timeout)
      implements Probe {}

  /**
   * A question with the answer yes or no.
   *
   * @param types of what {@code text} names: parameters, fields of the datastore, outputs
   */
  public record Predicate(String text, SortedMap<String, ValueType> types) {}

  /**
   * What people are told.
   *
   * @param text with <code>${…}</code>, as {@link dev.dre.config.expression.Message} resolves it
   * @param types of what {@code text} names: parameters, fields of the datastore, the entry of a
   *     list
   */
  public record Message(String text, SortedMap<String, ValueType> types) {

    /**
     * For people.
     *
     * @param values what is known when a plan is made
     */
    public String with(Map<String, String> values) {
      return dev.dre.config.expression.Message.resolve(text, types, values);
    }
  }

  /** What a step does: one record for each kind. */
  public sealed interface Action {

    record Run(Job job) implements Action {}

    /**
     * See {@code wait} and {@code check} in docs/runbooks.md.
     *
     * @param lasts a duration, once its <code>${…}</code> are known; empty means at once
     */
    record Watch(
        Probe probe,
        Predicate until,
        Duration every,
        Duration initialDelay,
        String lasts,
        int successes,
        int failures,
        int blind,
        int errors,
        Optional<Duration> limit)
        implements Action {}

    /** {@code lasts}: a duration, once its <code>${…}</code> are known. */
    record Sleep(String lasts) implements Action {}

    /** {@code at}: a moment, once its <code>${…}</code> are known. */
    record SleepUntil(String at) implements Action {}

    record SleepUntilOpen(Window window) implements Action {}

    record Approve() implements Action {}

    /**
     * Asks people to fill in a form.
     *
     * @param of who is asked, as {@code approvals.yaml} writes it
     * @param all whether each of them has to answer; else one answer is enough
     * @param remind how often who has not answered is reminded; empty: never
     */
    record Ask(
        List<String> of,
        boolean all,
        List<Question> questions,
        Duration deadline,
        Optional<Duration> remind)
        implements Action {}

    /** All {@code steps} at the same time, {@code atMost} of them at a time. */
    record Parallel(List<Step> steps, int atMost) implements Action {}

    record Http(Call call) implements Action {}

    /**
     * Changes an object of a cluster.
     *
     * @param what {@code scale}, {@code set_image}, {@code restart}, {@code patch}, {@code apply}
     *     or {@code resize}
     * @param object {@code kind/name}; empty for {@code apply}, whose objects say it
     * @param values what it becomes, by name: {@code replicas}, {@code container}, {@code image},
     *     {@code size}
     * @param documents what is patched or applied, as {@link Call#body}; else empty
     * @param managedBy {@code helm} where the runbook knows that Helm installed it; else empty
     * @param timeout for the rollout too
     */
    record Change(
        String cluster,
        String namespace,
        String what,
        String object,
        SortedMap<String, String> values,
        List<Object> documents,
        String managedBy,
        Duration timeout)
        implements Action {}

    /** Starts a workflow of somebody else. {@code input}: as {@link Call#body}. */
    record StartWorkflow(String type, String queue, Object input, Duration timeout)
        implements Action {}

    /**
     * All steps of another runbook, for the same datastore. {@code with}: its other parameters, by
     * name.
     */
    record Nested(String runbook, SortedMap<String, String> with) implements Action {

      /** What the step {@code inner} is called in a plan of the runbook around it. */
      public static String idOf(String step, String inner) {
        return step + "_" + inner;
      }
    }
  }

  /** What has to hold for a step to start; {@code otherwise}: what it means when it does not. */
  public record Requirement(Optional<Job> probe, Predicate that, Message otherwise) {}

  /** What is looked at beside the steps, from the end of one to the start of another. */
  public record Guard(
      String id,
      String title,
      String from,
      String to,
      Job probe,
      SortedMap<String, ValueType> outputs,
      Duration every,
      int readings,
      List<Breach> breaches,
      int blindAfter,
      String blindThen) {

    /** {@code then}: {@code page}, {@code pause} or {@code abort}. */
    public record Breach(Predicate when, Message says, String then) {}
  }

  /** What undoes a step in one cluster. */
  public record Rollback(String undoes, Job job) {}

  /**
   * A step.
   *
   * @param readOnly also true of kinds that change nothing by what they are
   * @param when needed only if this holds; empty: always
   * @param expected how long it should take; empty when nobody knows
   * @param stall people are told when its Job shows no progress for so long; empty: they are not
   * @param risk {@code low}, {@code medium} or {@code high}; empty means none
   * @param zone {@code cancel}, {@code reverse} or {@code complete}
   * @param outputs what it reports, by name
   * @param evidence {@code step.output}
   * @param unverified why nobody can look whether it took effect; empty when somebody can
   * @param meanwhile what the world does because of it while the operation stands still; empty when
   *     nothing
   * @param each once for each entry of a list; empty: once
   */
  public record Step(
      String id,
      String title,
      boolean readOnly,
      Optional<String> risk,
      Action action,
      Optional<Predicate> when,
      Optional<Requirement> require,
      Optional<Duration> expected,
      Optional<Duration> stall,
      Optional<Job> verify,
      String unverified,
      List<Rollback> rollback,
      boolean idempotent,
      int retries,
      String pause,
      String zone,
      Optional<Duration> budget,
      SortedMap<String, ValueType> outputs,
      List<String> evidence,
      String consequence,
      boolean skippable,
      String meanwhile,
      Optional<ForEach> each) {}

  /**
   * A step that is run for each entry of a list that an earlier step reports.
   *
   * @param item what <code>${…}</code> calls the entry
   * @param list {@code step.output}
   * @param atMost how many are run at a time; 1: one after the other
   */
  public record ForEach(String item, String list, int atMost) {}
}
