package dev.dre.bot.slack;

import dev.dre.bot.people.People;
import dev.dre.bot.sinks.AuditFile;
import dev.dre.bot.slack.Replies.Place;
import dev.dre.bot.words.ButtonValue;
import dev.dre.operations.client.Operations;
import dev.dre.operations.client.TemporalSilent;
import dev.dre.operations.command.Act;
import dev.dre.operations.command.Answer;
import dev.dre.operations.command.Command;
import dev.dre.operations.command.Origin;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.json.Digest;
import dev.dre.operations.temporal.LogFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a click to its answer: who was it, what do they want, what does the operation say, and who
 * is told.
 */
public final class Acting {

  private static final Logger LOG = LoggerFactory.getLogger(Acting.class);

  /** How long a wish that nobody answers is repeated, with the same id, so that it counts once. */
  private static final Duration KEEP_TRYING = Duration.ofMinutes(2);

  private static final int SECONDS_BETWEEN_TRIES = 3;

  private final People people;
  private final Operations operations;
  private final AuditFile audit;
  private final Replies replies;
  private final CardLinks cardLinks;
  private final InstantSource clock;

  public Acting(
      People people,
      Operations operations,
      AuditFile audit,
      Replies replies,
      CardLinks cardLinks,
      InstantSource clock) {
    this.people = people;
    this.operations = operations;
    this.audit = audit;
    this.replies = replies;
    this.cardLinks = cardLinks;
    this.clock = clock;
  }

  /**
   * Does it, and tells the one who wanted it.
   *
   * @param unique what Slack says is unique about this click: the same again is the same command
   */
  public void act(Place place, String message, String unique, ButtonValue about, Act act) {
    LogFields.of(about.operation(), () -> actOn(place, message, unique, about, act));
  }

  private void actOn(Place place, String message, String unique, ButtonValue about, Act act) {
    var verified = people.verify(place.user());
    if (verified.person().isEmpty()) {
      replies.tell(place, "Not counted: " + verified.problem());
      return;
    }
    var command =
        new Command(
            new CommandId(Digest.sha256(unique).substring(0, 32)),
            about.operation(),
            verified.person().get().actor(),
            verified.person().get().groups(),
            new Origin(place.channel(), message),
            act);
    answer(place, about, command);
  }

  private void answer(Place place, ButtonValue about, Command command) {
    Instant giveUp = clock.instant().plus(KEEP_TRYING);
    boolean told = false;
    while (true) {
      try {
        tell(place, about, command, operations.command(about.datastore(), command));
        return;
      } catch (TemporalSilent e) {
        LOG.warn("{} is not recorded yet: {}", command.act().kind(), e.getMessage());
        if (!clock.instant().isBefore(giveUp)) {
          replies.tell(
              place,
              "Not recorded: Temporal did not answer for 2 minutes. Try again; a second click counts once.");
          return;
        }
        if (!told) {
          replies.tell(
              place,
              "Not recorded yet: Temporal does not answer. I keep trying for 2 minutes and tell you here.");
          told = true;
        }
        Waiting.seconds(SECONDS_BETWEEN_TRIES);
      }
    }
  }

  private void tell(Place place, ButtonValue about, Command command, Answer answer) {
    switch (answer) {
      case Answer.Accepted accepted -> replies.tell(place, accepted.says());
      case Answer.AlreadySo already -> replies.tell(place, already.says());
      case Answer.Refused refused -> {
        audit.refused(command, refused.says(), clock.instant());
        replies.tell(place, "Not counted: " + refused.says() + linkToThePresent(about));
      }
    }
  }

  /** Where to go on from a button of an operation that is over; empty for one of the present. */
  private String linkToThePresent(ButtonValue about) {
    try {
      return operations
          .latest(about.datastore())
          .filter(present -> !present.id().equals(about.operation()))
          .map(cardLinks::to)
          .orElse("");
    } catch (TemporalSilent e) {
      return ""; // The refusal counts without it.
    }
  }
}
