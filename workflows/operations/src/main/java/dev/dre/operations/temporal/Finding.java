package dev.dre.operations.temporal;

/**
 * Something that a doctor looked at.
 *
 * @param where what it belongs to: {@code Temporal}, {@code Slack}, or the name of a cluster
 * @param what what was looked at when it is good; what is wrong when it is not
 * @param remedy what to do about it; empty when it is good
 */
public record Finding(String where, String what, String remedy) {

  public static Finding good(String where, String what) {
    return new Finding(where, what, "");
  }

  /** {@code remedy} is a sentence that says who has to do what. */
  public static Finding wrong(String where, String what, String remedy) {
    if (remedy.isBlank()) {
      throw new IllegalArgumentException("nobody is helped by: " + what);
    }
    return new Finding(where, what, remedy);
  }

  public boolean isGood() {
    return remedy.isEmpty();
  }
}
