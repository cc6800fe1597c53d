package dev.dre.operations.temporal;

/**
 * How a change, or undoing it, ended.
 *
 * @param problem why it did not come through, for people; empty when it did
 * @param lastLines what a pod said last, redacted; empty when nothing was said
 */
public record ChangeOutcome(String problem, String lastLines) {

  public static ChangeOutcome done() {
    return new ChangeOutcome("", "");
  }
}
