package dev.dre.servers;

import java.util.Locale;

/** A kind of machine that the programs are built for. */
enum Platform {
  LINUX_X86_64,
  LINUX_ARM64,
  MACOS_X86_64,
  MACOS_ARM64;

  static Platform ofThisMachine() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String system, String architecture) {
    boolean arm =
        switch (architecture) {
          case "aarch64", "arm64" -> true;
          case "amd64", "x86_64" -> false;
          default -> throw unknown(system, architecture);
        };
    String name = system.toLowerCase(Locale.ROOT);
    if (name.equals("linux")) {
      return arm ? LINUX_ARM64 : LINUX_X86_64;
    }
    if (name.startsWith("mac")) {
      return arm ? MACOS_ARM64 : MACOS_X86_64;
    }
    throw unknown(system, architecture);
  }

  private static ServerException unknown(String system, String architecture) {
    return new ServerException(
        "No server programs are known for %s on %s. Known: Linux and macOS, x86-64 and arm64."
            .formatted(system, architecture));
  }
}
