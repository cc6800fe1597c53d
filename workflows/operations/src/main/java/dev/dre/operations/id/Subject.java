package dev.dre.operations.id;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.dre.operations.json.EmptyWhenMissing;
import dev.dre.operations.plan.StepId;
import java.io.IOException;

/**
 * What a button was about when it was drawn: an attempt of a step, or a rollback. Refused when that
 * is no longer so.
 */
@JsonDeserialize(using = Subject.Reader.class)
public record Subject(@JsonValue String value) implements Comparable<Subject> {

  /** Whatever is current: for those who type a command instead of pressing a drawn button. */
  public static final Subject CURRENT = new Subject("current");

  public static Subject attempt(StepId step, int attempt) {
    return new Subject(step + "#" + attempt);
  }

  public static Subject rollback(RollbackId rollback) {
    return new Subject("rollback:" + rollback);
  }

  @Override
  public int compareTo(Subject other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  /** What is missing is about whatever is current. */
  static final class Reader extends EmptyWhenMissing<Subject> {

    Reader() {
      super(Subject.class);
    }

    @Override
    public Subject deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return new Subject(parser.getText());
    }

    @Override
    protected Subject empty() {
      return CURRENT;
    }
  }
}
