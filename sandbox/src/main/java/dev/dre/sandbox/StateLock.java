package dev.dre.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A state folder belongs to one sandbox at a time: a second one would take over the servers of the
 * first. The lock goes with its process, however that ends.
 */
final class StateLock implements AutoCloseable {

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code state}.
   *
   * @throws IllegalStateException when another sandbox has it
   */
  static StateLock take(Path state) throws IOException {
    Files.createDirectories(state);
    var channel =
        FileChannel.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new StateLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // By this very process.
    }
    channel.close();
    throw new IllegalStateException(
        "a sandbox uses %s already. Stop it first, or give this one a --state and a --port-base of its own."
            .formatted(state));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
