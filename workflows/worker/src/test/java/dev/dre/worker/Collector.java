package dev.dre.worker;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects traces as a real one does: by OTLP over HTTP. */
final class Collector implements AutoCloseable {

  /**
   * A span.
   *
   * @param attributes those that are text
   * @param problem what its status says; empty where it went well
   */
  record Collected(
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      String problem) {}

  private final List<Collected> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          read(UnknownFieldSet.parseFrom(exchange.getRequestBody())).forEach(spans::add);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Collected> spans() {
    return spans;
  }

  /** By the numbers of the fields in opentelemetry/proto/trace/v1/trace.proto. */
  private static Stream<Collected> read(UnknownFieldSet request) {
    return all(request, 1)
        .flatMap(ofProcess -> all(ofProcess, 2))
        .flatMap(ofTracer -> all(ofTracer, 2))
        .map(
            span ->
                new Collected(
                    hex(span, 1),
                    hex(span, 2),
                    hex(span, 4),
                    text(span, 5),
                    all(span, 9)
                        .collect(
                            Collectors.toMap(
                                a -> text(a, 1),
                                a -> all(a, 2).map(v -> text(v, 1)).findFirst().orElse(""))),
                    all(span, 15).map(status -> text(status, 2)).collect(Collectors.joining())));
  }

  private static Stream<UnknownFieldSet> all(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .map(
            bytes -> {
              try {
                return UnknownFieldSet.parseFrom(bytes);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static String hex(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
        .collect(Collectors.joining());
  }

  private static String text(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .map(bytes -> bytes.toString(StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
