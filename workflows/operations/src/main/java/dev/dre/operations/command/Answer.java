package dev.dre.operations.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.errorprone.annotations.FormatMethod;

/** What the one who gave a command is told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Answer.AlreadySo.class, name = "already_so"),
  @JsonSubTypes.Type(value = Answer.Refused.class, name = "refused")
})
public sealed interface Answer {

  /** In words: the same for all three. */
  String says();

  /** Recorded, and it counts. */
  record Accepted(String says) implements Answer {}

  /** Nothing to do. */
  record AlreadySo(String says) implements Answer {}

  /** Not counted. Says why, and what would work. */
  record Refused(String says) implements Answer {}

  @FormatMethod
  static Accepted accepted(String format, Object... args) {
    return new Accepted(format.formatted(args));
  }

  @FormatMethod
  static AlreadySo alreadySo(String format, Object... args) {
    return new AlreadySo(format.formatted(args));
  }

  @FormatMethod
  static Refused refused(String format, Object... args) {
    return new Refused(format.formatted(args));
  }
}
