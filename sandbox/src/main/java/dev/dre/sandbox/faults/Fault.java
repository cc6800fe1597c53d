package dev.dre.sandbox.faults;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be made to go wrong by hand. Each says what whoever tries it should see. */
public enum Fault {
  // The first to be mended when all are: the others need it.
  TEMPORAL_DOWN(
      Group.TEMPORAL,
      "Temporal is down",
      "Jobs go on, commands and clicks wait and then say that Temporal does not answer, and switched off every operation"
          + " goes on where it was, within a minute."),
  WORKER_OF_SAMPLES_OFF(
      Group.TEMPORAL,
      "Worker of the queue samples is off",
      "The step of the tour that runs somebody else's workflow waits there, and after about a minute card and thread say"
          + " that no worker serves the queue samples."),
  WORKER_OF_CLUSTER_B_OFF(
      Group.CLUSTER_B,
      "Worker of cluster-b is off",
      "A Job that runs there goes on, nobody follows it, and after about a minute card and thread say that no worker"
          + " serves cluster-b."),
  CLUSTER_B_AWAY(
      Group.CLUSTER_B,
      "API server of cluster-b does not answer",
      "What runs there goes on, the card says that cluster-b does not answer, and an abort undoes nothing before the Job"
          + " is seen gone."),
  STEP_HANGS(
      Group.NEXT_STEP,
      "The next step hangs",
      "Its process waits and says nothing, the card says since when, an abort ends it, and switched off it begins to work."),
  STEP_FAILS(
      Group.NEXT_STEP,
      "The next step fails",
      "It ends with exit code 1 and has done nothing, so its verify looks, and then it is tried again or the operation"
          + " stands blocked and offers Retry."),
  STEP_GARBLES(
      Group.NEXT_STEP,
      "The next step answers garbage",
      "It works, but its progress and result are broken lines, so a step that has to report something has failed: it is"
          + " tried again where its runbook lets it, or stands blocked."),
  STEP_FLOODS(
      Group.NEXT_STEP,
      "The next step writes 10 MB of output",
      "Nothing should come of it: the step goes on, and card and buttons stay as quick as ever."),
  GUARD_BREACHES(
      Group.DATABASE,
      "Replication of db-42 breaks",
      "A row that is on both sides stops it, so within about two minutes the guard pauses the migration and says why,"
          + " and the pager hears of it."),
  SLACK_SLOW(
      Group.SLACK,
      "Slack answers after 5 seconds",
      "Cards and threads come late, dialogs may not open in time (type /dre pause db-42 instead), and operations go on"
          + " at their usual pace."),
  SLACK_FAILS(
      Group.SLACK,
      "Slack answers with 500",
      "Nothing new appears, operations go on, and switched off the thread catches up: in order, and nothing twice."),
  SLACK_LIMITS(
      Group.SLACK,
      "Slack limits the rate (429)",
      "As with 500, and dre waits as long as Slack tells it to before it tries again."),
  AUDIT_FAILS(
      Group.RECORDS,
      "Audit file cannot be written",
      "Operations go on and are told in the chat, and switched off every line that is missing is written, in order."),
  PAGER_FAILS(
      Group.RECORDS,
      "Pager answers with 500",
      "Its page shows nothing new however bad it is, the chat tells all the same, and switched off it gets each"
          + " trouble, once.");

  /** What belongs together on the page. */
  public enum Group {
    TEMPORAL("Temporal", false),
    CLUSTER_B("Cluster-b", false),
    NEXT_STEP("The next step that starts, in any cluster", true),
    DATABASE("Database", false),
    SLACK("Slack", true),
    RECORDS("Record and pager", false);

    private final String title;
    private final boolean oneAtATime;

    Group(String title, boolean oneAtATime) {
      this.title = title;
      this.oneAtATime = oneAtATime;
    }

    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String title;
  private final String expect;

  Fault(Group group, String title, String expect) {
    this.group = group;
    this.title = title;
    this.expect = expect;
  }

  public Group group() {
    return group;
  }

  public String title() {
    return title;
  }

  /** What should be seen while it is on, and when it is switched off again. */
  public String expect() {
    return expect;
  }

  /** Its name in addresses and on the page. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Fault> named(String id) {
    return Stream.of(values()).filter(fault -> fault.id().equals(id)).findFirst();
  }

  /** Those that end when this begins, because both cannot be. */
  Stream<Fault> rivals() {
    return Stream.of(values()).filter(f -> group.oneAtATime && f.group == group && f != this);
  }
}
