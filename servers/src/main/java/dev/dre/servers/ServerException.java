package dev.dre.servers;

import org.jspecify.annotations.Nullable;

/** A server or its programs cannot be had on this machine; the message says why and what to do. */
public final class ServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerException(String message) {
    this(message, null);
  }

  ServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
