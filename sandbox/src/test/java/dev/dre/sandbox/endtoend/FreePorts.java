package dev.dre.sandbox.endtoend;

import dev.dre.sandbox.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Ports for a sandbox that nobody uses now. */
public final class FreePorts {

  /** As many as a sandbox has, counted from its base. */
  private static final int SPAN = 30;

  /** Below what Linux gives to outgoing connections (32768 and up). */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  /** Those that a sandbox of this process has, or will have in a moment. */
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  public static synchronized Ports find() {
    int offset = (int) (ProcessHandle.current().pid() % ((LAST - FIRST) / SPAN)) * SPAN;
    return IntStream.iterate(0, i -> i < LAST - FIRST, i -> i + SPAN)
        .map(i -> FIRST + (offset + i) % (LAST - FIRST))
        .filter(base -> !GIVEN.contains(base))
        .filter(base -> IntStream.range(base, base + SPAN).allMatch(FreePorts::isFree))
        .peek(GIVEN::add)
        .mapToObj(Ports::new)
        .findFirst()
        .orElseThrow();
  }

  /** One that the system gives to nobody else at this moment. */
  static int one() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
