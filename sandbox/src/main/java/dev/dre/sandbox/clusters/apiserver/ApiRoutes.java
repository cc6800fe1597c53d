package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out what a request wants, and does it. */
public final class ApiRoutes {
  private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

  private final Store store;
  private final Resources resources;
  private final Deletions deletions;
  private final PodLogs logs;

  public ApiRoutes(Store store, Resources resources, Deletions deletions, PodLogs logs) {
    this.store = store;
    this.resources = resources;
    this.deletions = deletions;
    this.logs = logs;
  }

  ApiResponse answer(ApiRequest request) {
    if (HEALTH.contains(request.path())) {
      return new ApiResponse.Text(Buffer.buffer("ok"));
    }
    if (request.path().endsWith("/selfsubjectaccessreviews")) {
      return new ApiResponse.Json(201, AccessReview.allow(request));
    }
    var path = ResourcePath.parse(request.path());
    if (path.isEmpty()) {
      return Discovery.document(request.path())
          .map(d -> (ApiResponse) new ApiResponse.Json(200, d))
          .orElseThrow(ApiError::noSuchPath);
    }
    return path.get().name().isEmpty()
        ? collection(path.get(), request)
        : object(path.get(), request);
  }

  private ApiResponse collection(ResourcePath path, ApiRequest request) {
    return switch (request.method()) {
      case "GET" -> request.asks("watch") ? watch(path, request) : list(path, request);
      case "POST" ->
          new ApiResponse.Json(
              201,
              resources
                  .create(path.kind(), path.namespace(), request.json(), request.isDryRun())
                  .json());
      case "DELETE" -> deleteCollection(path, request);
      default -> throw ApiError.methodNotAllowed();
    };
  }

  private ApiResponse object(ResourcePath path, ApiRequest request) {
    boolean status = path.subresource().equals("status");
    if (path.subresource().equals("log") && path.kind().equals(ResourceKind.POD)) {
      return log(path, request);
    }
    if (!path.subresource().isEmpty() && !(status && path.kind().hasStatus())) {
      throw ApiError.noSuchPath();
    }
    return switch (request.method()) {
      case "GET" -> request.asks("watch") ? watch(path, request) : ok(existing(path.key()));
      case "PUT" -> ok(resources.replace(path.key(), status, request.json(), request.isDryRun()));
      case "PATCH" ->
          ok(
              resources.patch(
                  path.key(), status, request.contentType(), request.body(), request.isDryRun()));
      case "DELETE" -> delete(path.key(), request);
      default -> throw ApiError.methodNotAllowed();
    };
  }

  private ApiResponse list(ResourcePath path, ApiRequest request) {
    var wanted = wanted(path, request);
    var list = Models.JSON.createObjectNode();
    list.put("kind", path.kind().kind() + "List").put("apiVersion", path.kind().apiVersion());
    var items = list.putArray("items");
    // One lock around both, or a watch from this revision on would miss or repeat a change.
    synchronized (store) {
      list.putObject("metadata").put("resourceVersion", Long.toString(store.revision()));
      store.list(path.kind(), path.namespace()).stream()
          .filter(wanted)
          .forEach(o -> items.add(o.json()));
    }
    return new ApiResponse.Json(200, list);
  }

  private ApiResponse watch(ResourcePath path, ApiRequest request) {
    String since = request.query("resourceVersion");
    String seconds = request.query("timeoutSeconds");
    return new ApiResponse.Watch(
        wanted(path, request),
        since.isEmpty() || since.equals("0") ? -1 : number("resourceVersion", since),
        seconds.isEmpty() ? Long.MAX_VALUE : number("timeoutSeconds", seconds));
  }

  private static Predicate<ApiObject> wanted(ResourcePath path, ApiRequest request) {
    Predicate<ApiObject> ofKind = o -> o.kind().equals(path.kind());
    return ofKind
        .and(o -> path.namespace().isEmpty() || o.namespace().equals(path.namespace()))
        .and(o -> path.name().isEmpty() || o.name().equals(path.name()))
        .and(Selectors.labels(request.query("labelSelector")))
        .and(Selectors.fields(path.kind(), request.query("fieldSelector")));
  }

  private ApiResponse delete(ObjectKey key, ApiRequest request) {
    var options = DeleteOptions.parse(key.kind(), request);
    var object =
        request.isDryRun() ? deletions.preview(key, options) : deletions.delete(key, options);
    return object.isDueForRemoval() ? new ApiResponse.Json(200, deleted(object)) : ok(object);
  }

  private ApiResponse deleteCollection(ResourcePath path, ApiRequest request) {
    var options = DeleteOptions.parse(path.kind(), request);
    var wanted = wanted(path, request);
    store.list(path.kind(), path.namespace()).stream()
        .filter(wanted)
        .filter(o -> !request.isDryRun())
        .forEach(o -> deletions.delete(o.key(), options));
    return list(path, request);
  }

  private static ObjectNode deleted(ApiObject object) {
    var status = Models.JSON.createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    status
        .putObject("details")
        .put("name", object.name())
        .put("group", object.kind().group())
        .put("kind", object.kind().plural())
        .put("uid", object.uid());
    return status;
  }

  private ApiResponse log(ResourcePath path, ApiRequest request) {
    var pod = existing(path.key());
    var container = pod.json().path("spec").path("containers").path(0).path("name").asText();
    String asked = request.query("container");
    if (!asked.isEmpty() && !asked.equals(container)) {
      throw ApiError.badRequest(
          "container %s is not valid for pod %s".formatted(asked, pod.name()));
    }
    String tail = request.query("tailLines");
    String limit = request.query("limitBytes");
    var query =
        new PodLogs.Query(
            since(request),
            tail.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number("tailLines", tail)),
            limit.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number("limitBytes", limit)),
            request.asks("timestamps"));
    return request.asks("follow")
        ? new ApiResponse.FollowedLog(logs.follow(pod, query))
        : new ApiResponse.Text(Buffer.buffer(logs.read(pod, query)));
  }

  // Cut to the second, as by a real API server: earlier lines of that second come again.
  private static Optional<Instant> since(ApiRequest request) {
    String time = request.query("sinceTime");
    String seconds = request.query("sinceSeconds");
    if (!time.isEmpty()) {
      try {
        return Optional.of(OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS));
      } catch (DateTimeParseException e) {
        throw ApiError.badRequest("sinceTime: cannot parse \"%s\"".formatted(time));
      }
    }
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.now().minusSeconds(number("sinceSeconds", seconds)));
  }

  private ApiObject existing(ObjectKey key) {
    return store.get(key).orElseThrow(() -> ApiError.notFound(key));
  }

  private static ApiResponse ok(ApiObject object) {
    return new ApiResponse.Json(200, object.json());
  }

  private static long number(String field, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("%s: \"%s\" is not a number".formatted(field, value));
    }
  }
}
