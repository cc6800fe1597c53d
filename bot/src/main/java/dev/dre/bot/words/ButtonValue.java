package dev.dre.bot.words;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dre.operations.Operation;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.json.OperationJson;
import dev.dre.operations.plan.DatastoreName;
import java.util.Optional;

/**
 * What a button says it is about, when it was drawn. Whoever presses it is judged by what is so
 * then.
 *
 * @param about the gate, hold, attempt or rollback; empty where the whole operation is meant
 * @param digest of the gate that was shown; empty elsewhere
 * @param at the channel and the root message where it was pressed, once a dialog carries it on;
 *     empty on buttons
 * @param comment whether an approval of this gate takes a comment; empty on buttons of other things
 *     and of earlier releases. Saves a question between the click and the next step
 */
public record ButtonValue(
    OperationId operation,
    DatastoreName datastore,
    String about,
    String digest,
    String at,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> comment) {

  public ButtonValue(
      OperationId operation, DatastoreName datastore, String about, String digest, String at) {
    this(operation, datastore, about, digest, at, Optional.empty());
  }

  public static ButtonValue of(Operation operation) {
    return of(operation, "");
  }

  public static ButtonValue of(Operation operation, String about) {
    return new ButtonValue(operation.id(), operation.plan().datastore().name(), about, "", "");
  }

  /** The same, pressed {@code where}. */
  public ButtonValue pressedAt(String where) {
    return new ButtonValue(operation, datastore, about, digest, where, comment);
  }

  /** The same, of a gate whose policy says whether an approval takes a comment. */
  ButtonValue withComment(boolean required) {
    return new ButtonValue(operation, datastore, about, digest, at, Optional.of(required));
  }

  /** At most 2,000 characters, Slack's limit: ids and digests are short. */
  public String encoded() {
    try {
      return OperationJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty when {@code text} is not one of ours. */
  public static Optional<ButtonValue> decode(String text) {
    try {
      return Optional.of(OperationJson.mapper().readValue(text, ButtonValue.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
