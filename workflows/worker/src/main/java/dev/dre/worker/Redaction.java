package dev.dre.worker;

import java.util.regex.Pattern;

/** Takes out of what others say what looks like a secret, before it leaves the worker. */
public final class Redaction {

  private static final String HIDDEN = "•••";

  /** {@code scheme://user:secret@host} */
  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^@\\s]+@");

  /** {@code password=secret}, {@code "token": "secret"}, {@code PGPASSWORD='secret'} */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;]+)");

  /** {@code --password secret}, {@code Authorization: Bearer secret} */
  private static final Pattern AFTER_A_WORD =
      Pattern.compile(
          "(?i)(--(?:password|token|secret)\\s+|\\bbearer\\s+|authorization:\\s*\\w+\\s+)[^\\s\"',;]{4,}");

  /** What is a secret by its form: signed tokens, access keys, PostgreSQL's stored passwords. */
  private static final Pattern BY_FORM =
      Pattern.compile(
          "\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bxox[a-z]-[\\w-]+|\\bxapp-[\\w-]+"
              + "|\\bSCRAM-SHA-256\\$[^\\s'\"]+|\\bmd5[0-9a-f]{32}\\b");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)");

  private Redaction() {}

  /**
   * {@code text} with each secret that it shows replaced. A value that does not look like one, and
   * has no name beside it, cannot be known: the worker may not read the Secrets of a Job.
   */
  public static String redact(String text) {
    String shown = PRIVATE_KEY.matcher(text).replaceAll(HIDDEN);
    shown = IN_URL.matcher(shown).replaceAll("$1" + HIDDEN + "@");
    shown = NAMED.matcher(shown).replaceAll("$1" + HIDDEN);
    shown = AFTER_A_WORD.matcher(shown).replaceAll("$1" + HIDDEN);
    return BY_FORM.matcher(shown).replaceAll(HIDDEN);
  }
}
