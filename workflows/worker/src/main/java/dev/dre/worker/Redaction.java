package dev.dre.worker;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of what others say what looks like a secret, before it leaves the worker. */
public final class Redaction {

  private static final String HIDDEN = "•••";

  /**
   * {@code scheme://user:secret@host}. Bounded, and no further than the address goes: a line of a
   * log can have a quarter of a million characters.
   */
  private static final Pattern IN_URL =
      Pattern.compile("(://[^/\\s:@\"',]{0,128}:)(?!\\d{1,5}/)[^@\\s\"',]{1,256}@");

  /** {@code password=secret}, {@code "token": "secret"}, {@code PGPASSWORD='secret'} */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)[\"']?\\s{0,8}[=:]\\s{0,8})(\"[^\"]*\"|'[^']*'|[^\\s,;}\\]\"']+)");

  /** {@code --password secret}, {@code Authorization: Bearer secret} */
  private static final Pattern AFTER_A_WORD =
      Pattern.compile(
          "(?i)(--(?:password|token|secret)\\s{1,8}|\\bbearer\\s{1,8}|authorization:\\s{0,8}\\w{1,16}\\s{1,8})[^\\s\"',;]{4,}");

  /** What is a secret by its form: signed tokens, access keys, PostgreSQL's stored passwords. */
  private static final Pattern BY_FORM =
      Pattern.compile(
          "\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bxox[a-z]-[\\w-]+|\\bxapp-[\\w-]+"
              + "|\\bSCRAM-SHA-256\\$[^\\s'\"]+");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?s)-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)");

  private record Rule(Pattern secret, String shown) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(PRIVATE_KEY, HIDDEN),
          new Rule(IN_URL, "$1" + HIDDEN + "@"),
          new Rule(NAMED, "$1" + HIDDEN),
          new Rule(AFTER_A_WORD, "$1" + HIDDEN),
          new Rule(BY_FORM, HIDDEN));

  private Redaction() {}

  /**
   * {@code text} with each secret that it shows replaced. A value that does not look like one, and
   * has no name beside it, cannot be known: the worker may not read the Secrets of a Job.
   */
  public static String redact(String text) {
    String shown = text;
    for (Rule rule : RULES) {
      shown = rule.secret().matcher(shown).replaceAll(rule.shown());
    }
    return shown;
  }

  /** What is looked for, so that it can be tried how long that takes. */
  static List<Pattern> patterns() {
    return RULES.stream().map(Rule::secret).toList();
  }
}
