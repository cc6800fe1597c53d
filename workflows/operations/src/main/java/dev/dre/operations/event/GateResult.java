package dev.dre.operations.event;

/** How a gate ended. Expiry is never an approval. */
public enum GateResult {
  APPROVED,
  REJECTED,
  EXPIRED,
  ABORTED
}
