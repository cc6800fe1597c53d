package dev.dre.sandbox.clusters.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal as API servers word it; becomes the {@code Status} that the client gets. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient ObjectNode status;

  /** What is wrong with one field of an object. */
  public record Cause(String reason, String field, String message) {
    static Cause required(String field, String detail) {
      return new Cause(
          "FieldValueRequired", field, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
    }

    static Cause invalid(String field, Object value, String detail) {
      return new Cause(
          "FieldValueInvalid", field, "Invalid value: %s: %s".formatted(shown(value), detail));
    }

    static Cause forbidden(String field, String detail) {
      return new Cause("FieldValueForbidden", field, "Forbidden: " + detail);
    }

    static Cause duplicate(String field, String value) {
      return new Cause("FieldValueDuplicate", field, "Duplicate value: \"" + value + "\"");
    }

    private static String shown(Object value) {
      return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }
  }

  private ApiError(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.status = Models.JSON.createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Failure").put("message", message).put("reason", reason).put("code", code);
  }

  public int code() {
    return code;
  }

  ObjectNode status() {
    return status;
  }

  public static ApiError notFound(ObjectKey key) {
    return new ApiError(
            404,
            "NotFound",
            "%s \"%s\" not found".formatted(key.kind().qualifiedPlural(), key.name()))
        .about(key);
  }

  static ApiError noSuchPath() {
    return new ApiError(404, "NotFound", "the server could not find the requested resource");
  }

  static ApiError alreadyExists(ObjectKey key) {
    return new ApiError(
            409,
            "AlreadyExists",
            "%s \"%s\" already exists".formatted(key.kind().qualifiedPlural(), key.name()))
        .about(key);
  }

  static ApiError stillBeingDeleted(ObjectKey key) {
    return new ApiError(
            409,
            "AlreadyExists",
            "object is being deleted: %s \"%s\" already exists"
                .formatted(key.kind().qualifiedPlural(), key.name()))
        .about(key);
  }

  static ApiError conflict(ObjectKey key, String why) {
    return new ApiError(
            409,
            "Conflict",
            "Operation cannot be fulfilled on %s \"%s\": %s"
                .formatted(key.kind().qualifiedPlural(), key.name(), why))
        .about(key);
  }

  static ApiError invalid(ObjectKey key, List<Cause> causes) {
    String all =
        causes.stream().map(c -> c.field() + ": " + c.message()).collect(Collectors.joining(", "));
    String wrong = causes.size() == 1 ? all : "[" + all + "]";
    var error =
        new ApiError(
            422,
            "Invalid",
            "%s \"%s\" is invalid: %s".formatted(key.kind().qualifiedKind(), key.name(), wrong));
    var list = error.about(key).status.withObject("/details").putArray("causes");
    for (var cause : causes) {
      list.addObject()
          .put("reason", cause.reason())
          .put("message", cause.message())
          .put("field", cause.field());
    }
    return error;
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message);
  }

  static ApiError unauthorized() {
    return new ApiError(401, "Unauthorized", "Unauthorized");
  }

  static ApiError forbidden(String message) {
    return new ApiError(403, "Forbidden", message);
  }

  static ApiError methodNotAllowed() {
    return new ApiError(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  static ApiError gone(String message) {
    return new ApiError(410, "Expired", message);
  }

  static ApiError unsupportedMediaType(String message) {
    return new ApiError(415, "UnsupportedMediaType", message);
  }

  static ApiError internal(String message) {
    return new ApiError(500, "InternalError", "Internal error occurred: " + message);
  }

  static ApiError unavailable() {
    return new ApiError(
        503, "ServiceUnavailable", "the server is currently unable to handle the request");
  }

  private ApiError about(ObjectKey key) {
    status
        .withObject("/details")
        .put("name", key.name())
        .put("group", key.kind().group())
        .put("kind", key.kind().plural());
    return this;
  }
}
