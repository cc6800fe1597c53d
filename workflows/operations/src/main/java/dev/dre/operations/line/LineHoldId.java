package dev.dre.operations.line;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.id.CommandId;
import dev.dre.operations.id.HoldId;
import dev.dre.operations.json.Digest;

/** One time that somebody stopped the line, short enough to be typed. */
public record LineHoldId(@JsonValue String value) implements Comparable<LineHoldId> {

  private static final int LENGTH = 10;
  private static final String STOPS = "line-stops/";
  private static final String LIFTS = "line-lifts/";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public LineHoldId {}

  /** The same {@code wish} makes the same id, so that one delivered twice stops the line once. */
  public static LineHoldId of(String wish) {
    return new LineHoldId(Digest.sha256(wish).substring(0, LENGTH));
  }

  /** The command that pauses an operation: whoever sends it, it counts once. */
  public CommandId stops() {
    return new CommandId(STOPS + value);
  }

  /** The command that lifts it from an operation: whoever sends it, it counts once. */
  public CommandId lifts() {
    return new CommandId(LIFTS + value);
  }

  /** The hold that it is in an operation: named by the command that adds it, like every hold. */
  public HoldId inOperations() {
    return new HoldId(stops().value());
  }

  /** Whether {@code command} is one of the two above. */
  public static boolean sends(CommandId command) {
    return command.value().startsWith(STOPS) || command.value().startsWith(LIFTS);
  }

  @Override
  public int compareTo(LineHoldId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
