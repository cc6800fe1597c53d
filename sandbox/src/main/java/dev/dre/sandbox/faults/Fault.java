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
      "Its process is killed. Jobs go on; commands and clicks say within seconds that Temporal does not answer."
          + " Switched off, it starts again with all that it knew, and every operation goes on."),
  WORKER_OF_CLUSTER_B_OFF(
      Group.CLUSTER_B,
      "Worker of cluster-b is off",
      "A Job that runs goes on, and nobody follows it. After about a minute the card says that no worker serves"
          + " cluster-b; switched off, it goes on from where the Job is."),
  CLUSTER_B_AWAY(
      Group.CLUSTER_B,
      "API server of cluster-b does not answer",
      "Connections are refused. What runs there goes on; the card says what is tried again, and since when."
          + " An abort waits: nothing is undone before the Job is seen gone."),
  STEP_HANGS(
      Group.NEXT_STEP,
      "The next step hangs",
      "Its process waits instead of working, and says nothing. Pause waits for it, Abort ends it."
          + " Switched off, the step begins to work as if nothing had been."),
  STEP_FAILS(
      Group.NEXT_STEP,
      "The next step fails",
      "Its process ends with exit code 1 and does nothing. The step's verify looks; then it is tried again, or the"
          + " operation is blocked and offers Retry."),
  STEP_GARBLES(
      Group.NEXT_STEP,
      "The next step answers garbage",
      "It does its work, but its progress and its result are broken lines. A step that has to report something is"
          + " not believed without it."),
  STEP_FLOODS(
      Group.NEXT_STEP,
      "The next step writes 10 MB of output",
      "Ten megabytes of log before it does its work. Nothing should come of it: card and buttons stay as quick as ever."),
  GUARD_BREACHES(
      Group.DATABASE,
      "Replication of db-42 breaks",
      "A row that is on both sides stops the replication. Within about two minutes the guard pauses the operation and"
          + " says why, and the pager hears of it. Needs a migration of db-42 that is past subscribe."),
  SLACK_SLOW(
      Group.SLACK,
      "Slack answers after 5 seconds",
      "Cards and threads come late, and dialogs may not open in time: type /dre pause db-42 instead. Operations go on"
          + " at their usual pace."),
  SLACK_FAILS(
      Group.SLACK,
      "Slack answers with 500",
      "No new message appears, and operations go on. Switched off, the thread catches up: in order, nothing twice."),
  SLACK_LIMITS(
      Group.SLACK,
      "Slack limits the rate (429)",
      "As with 500, and dre waits as long as Slack says before it tries again."),
  AUDIT_FAILS(
      Group.RECORDS,
      "Audit file cannot be written",
      "A folder stands where the file should be. Operations go on and are told in the chat; once they have ended they"
          + " wait for the record. Switched off, every missing line is written, in order."),
  PAGER_FAILS(
      Group.RECORDS,
      "Pager answers with 500",
      "The pager's page shows nothing new, however bad it is. Switched off, it gets each trouble, once.");

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
