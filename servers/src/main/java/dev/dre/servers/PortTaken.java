package dev.dre.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on which something should listen belongs to another program. */
public final class PortTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private PortTaken(int port, String who) {
    super("Port %d, where %s should listen, is taken by another program.".formatted(port, who));
  }

  /**
   * Asks before somebody tries in earnest: what listens there could be taken for the one that was
   * to be started.
   *
   * @param port on 127.0.0.1; 0, which is any that is free, is never taken
   * @param who should listen there, in words
   */
  public static void check(int port, String who) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new PortTaken(port, who);
    }
  }
}
