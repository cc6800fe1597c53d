package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.dre.operations.json.Digest;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An operation's name, short enough to say: {@code migrate-db-42-k7f3}, at most 40 characters of
 * {@code [a-z0-9-]}.
 *
 * <p>What the operation makes in databases carries {@link #suffix}.
 */
public record OperationId(@JsonValue String value) implements Comparable<OperationId> {

  public static final int MAX_LENGTH = 40;
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]*-[a-z0-9]{4}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OperationId {
    if (!SHAPE.matcher(value).matches() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("not an operation id: \"%s\"".formatted(value));
    }
  }

  /**
   * The same {@code trigger} makes the same id, so a command that is delivered twice starts one
   * operation.
   *
   * @param trigger what the chat says is unique about this wish
   */
  public static OperationId of(String runbook, String datastore, String trigger) {
    var number = new BigInteger(Digest.sha256(trigger).substring(0, 12), 16);
    String letters = number.mod(BigInteger.valueOf(36L * 36 * 36 * 36)).toString(36);
    String suffix = "0".repeat(4 - letters.length()) + letters;
    String stem = (runbook + "-" + datastore).replace('_', '-');
    int room = MAX_LENGTH - 1 - suffix.length();
    return new OperationId((stem.length() > room ? stem.substring(0, room) : stem) + "-" + suffix);
  }

  /** The last four characters. */
  public String suffix() {
    return value.substring(value.length() - 4);
  }

  @Override
  public int compareTo(OperationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
