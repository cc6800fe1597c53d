package dev.dre.sandbox.clusters.kubelet;

/**
 * Why a container cannot be started now; it is looked at again later.
 *
 * @param reason as a kubelet names it in {@code state.waiting.reason}
 * @param event the reason of the event that says so; empty for none
 */
record NotReady(String reason, String message, String event) {

  static NotReady config(String message) {
    return new NotReady("CreateContainerConfigError", message, "Failed");
  }

  static NotReady mount(String volume, String message) {
    return new NotReady(
        "ContainerCreating",
        "MountVolume.SetUp failed for volume \"%s\" : %s".formatted(volume, message),
        "FailedMount");
  }

  /** Carries it out of where it was noticed. */
  static final class Signal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient NotReady why;

    Signal(NotReady why) {
      super(why.message(), null, false, false);
      this.why = why;
    }

    NotReady why() {
      return why;
    }
  }
}
