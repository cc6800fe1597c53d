package dev.dre.sandbox.realclusters;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/** Lets pods of a cluster reach what listens on this machine's own address only. */
final class Forwarder implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final String host;
  private final NetServer server;

  /**
   * @param node the address of a node: what this machine calls itself when it talks to it is what
   *     pods call this machine
   * @param target {@code host:port} as it is reached from here
   */
  Forwarder(String node, String target) throws Exception {
    host = facing(node);
    NetClient client = vertx.createNetClient();
    int colon = target.lastIndexOf(':');
    int port = Integer.parseInt(target.substring(colon + 1));
    server =
        vertx
            .createNetServer()
            .connectHandler(
                incoming -> {
                  incoming.pause();
                  client
                      .connect(port, target.substring(0, colon))
                      .onSuccess(outgoing -> join(incoming, outgoing))
                      .onFailure(ignored -> incoming.close());
                })
            .listen(0, host)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  private static void join(NetSocket one, NetSocket other) {
    other.pipeTo(one);
    one.pipeTo(other);
  }

  private static String facing(String node) throws SocketException {
    try (var socket = new DatagramSocket()) {
      // Sends nothing, but chooses the way.
      socket.connect(new InetSocketAddress(node, 9));
      return socket.getLocalAddress().getHostAddress();
    }
  }

  /** {@code host:port} for pods. */
  String address() {
    return host + ":" + server.actualPort();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
