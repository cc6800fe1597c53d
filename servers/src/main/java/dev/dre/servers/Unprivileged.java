package dev.dre.servers;

import com.sun.security.auth.module.UnixSystem;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root, and a fresh container often has nobody else. */
final class Unprivileged {

  private Unprivileged() {}

  /** The command, as root in a user namespace in which it is somebody else. */
  static List<String> command(List<String> command) {
    return new UnixSystem().getUid() == 0 ? inUserNamespace(command) : command;
  }

  private static List<String> inUserNamespace(List<String> command) {
    if (Programs.onPath("unshare").isEmpty()) {
      throw new ServerException(
          "PostgreSQL does not run as root, and unshare (package util-linux) is missing. "
              + "Run as an ordinary user.");
    }
    List<String> wrapped =
        new ArrayList<>(List.of("unshare", "-U", "--map-user=1000", "--map-group=1000"));
    wrapped.addAll(command);
    return wrapped;
  }
}
