package dev.dre.worker;

import java.util.regex.Pattern;

/** Takes out of what others say what looks like a secret, before it leaves the worker. */
public final class Redaction {

  private static final String HIDDEN = "•••";

  /** {@code scheme://user:secret@host} */
  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]+:)[^@\\s]+@");

  /** {@code password=secret}, {@code "token": "secret"}, {@code PGPASSWORD='secret'} */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;]+)");

  private Redaction() {}

  /** {@code text} with each secret that it shows replaced. */
  public static String redact(String text) {
    String withoutUrls = IN_URL.matcher(text).replaceAll("$1" + HIDDEN + "@");
    return NAMED.matcher(withoutUrls).replaceAll("$1" + HIDDEN);
  }
}
