package dev.dre.config;

import dev.dre.config.Runbook.Call;
import dev.dre.config.expression.ValueType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads calls by HTTP. */
final class CallReader {

  static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final SortedMap<String, HttpHost> hosts;
  private final Templates templates;

  CallReader(Settings settings, Templates templates) {
    this.hosts = settings.http();
    this.templates = templates;
  }

  /** {@code outputs}: what is taken out of the answer. */
  Call read(Yaml yaml, Map<String, ValueType> outputs) {
    return read(yaml, outputs, LONGEST);
  }

  /** A call that looks: it changes nothing, and is soon over. */
  Call probe(Yaml yaml, Map<String, ValueType> outputs) {
    if (yaml.get("method").present() && !yaml.get("method").text().equals("GET")) {
      yaml.get("method").problem("should be GET: a probe changes nothing.");
    }
    return read(yaml, outputs, SOON);
  }

  private Call read(Yaml yaml, Map<String, ValueType> outputs, Duration longest) {
    yaml.only("method", "url", "headers", "body", "expect", "timeout", "take");
    var headers = new TreeMap<String, String>();
    yaml.get("headers").fields().forEach((name, value) -> headers.put(name, header(name, value)));
    Duration timeout = yaml.get("timeout").duration(SOON);
    if (timeout.compareTo(longest) > 0) {
      yaml.get("timeout").problem("should be at most %d s.", longest.toSeconds());
    }
    Yaml body = yaml.get("body");
    return new Call(
        yaml.get("method").present() ? yaml.get("method").oneOf("method", METHODS) : "GET",
        url(yaml.get("url")),
        headers,
        body.present() ? body.document(templates) : "",
        yaml.get("expect").list().stream().map(status -> status.number(200, 100, 599)).toList(),
        timeout,
        take(yaml.get("take"), outputs));
  }

  private String header(String name, Yaml value) {
    if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie")) {
      value.problem(
          "everybody can read a plan: the token of a host stands in the settings, under http.");
    }
    if (!name.matches("[A-Za-z0-9-]{1,80}")) {
      value.problem("\"%s\" is no name of a header.", name);
    }
    return templates.checked(value);
  }

  private String url(Yaml yaml) {
    String url = templates.checked(yaml);
    if (url.isEmpty() || url.contains("${")) {
      return url;
    }
    if (!Form.WEB_ADDRESS.fits(url)) {
      yaml.problem("\"%s\" should be %s.", url, Form.WEB_ADDRESS.words());
      return url;
    }
    problemOf(url, hosts).ifPresent(problem -> yaml.problem("%s", problem));
    return url;
  }

  /** Why {@code url} may not be called; empty when it may. */
  static Optional<String> problemOf(String url, SortedMap<String, HttpHost> hosts) {
    if (!Form.WEB_ADDRESS.fits(url)) {
      return Optional.of("\"%s\" should be %s.".formatted(url, Form.WEB_ADDRESS.words()));
    }
    URI address = URI.create(url);
    HttpHost host = hosts.get(address.getAuthority());
    if (host == null) {
      return Optional.of(
          "%s is not in settings.yaml under http, which says who may be called."
              .formatted(address.getAuthority()));
    }
    boolean here = List.of("127.0.0.1", "localhost").contains(address.getHost());
    return host.token().isPresent() && address.getScheme().equals("http") && !here
        ? Optional.of("a token is sent there, so it should begin with https.")
        : Optional.empty();
  }

  private static SortedMap<String, String> take(Yaml yaml, Map<String, ValueType> outputs) {
    var take = new TreeMap<String, String>();
    outputs.keySet().forEach(name -> take.put(name, "/" + name));
    yaml.fields()
        .forEach(
            (name, pointer) -> {
              if (!outputs.containsKey(name)) {
                pointer.problem("%s", Suggestion.unknown("output", name, outputs.keySet()));
              }
              if (!pointer.text().startsWith("/") && !pointer.text().equals("status")) {
                pointer.problem(
                    "\"%s\" should be a JSON Pointer such as /data/id, or status.", pointer.text());
              }
              take.put(name, pointer.text());
            });
    return take;
  }
}
