package dev.dre.worker.kubernetes.changes;

/**
 * The API server does not do it, and will not as it is.
 *
 * <p>{@code kind} tells what a person has to do about it; the message is the server's own.
 */
final class ObjectRefused extends Exception {

  private static final long serialVersionUID = 1;

  /** Why. */
  enum Kind {
    /** It was changed since it was read, or made meanwhile. */
    STALE,
    /** Somebody else decides what a field is. */
    OWNED,
    /** There is no right to do it. */
    FORBIDDEN,
    /** It is not there, or not valid. */
    INVALID
  }

  private final Kind kind;

  ObjectRefused(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
