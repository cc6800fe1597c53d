package dev.dre.servers;

/** Between two looks at something that has no way to tell us. */
final class Pause {

  private static final long MILLIS = 50;

  private Pause() {}

  static void briefly() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted while waiting for a server", e);
    }
  }
}
