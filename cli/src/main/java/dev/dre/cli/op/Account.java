package dev.dre.cli.op;

import dev.dre.approvals.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Who runs this process. */
final class Account {

  private Account() {}

  /** Behind {@code sudo}, the account that called it. */
  static Actor.BreakGlass ofThisProcess(String reason) {
    String user =
        Optional.ofNullable(System.getenv("SUDO_USER"))
            .filter(name -> !name.isBlank())
            .orElseGet(() -> System.getProperty("user.name"));
    return new Actor.BreakGlass(user, host(), reason);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }
}
