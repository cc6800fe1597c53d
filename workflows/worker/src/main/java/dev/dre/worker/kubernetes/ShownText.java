package dev.dre.worker.kubernetes;

import dev.dre.worker.Redaction;
import java.util.regex.Pattern;

/** What a command has written, as people are shown it. */
public final class ShownText {

  /** A binary file can be one line of megabytes: no server and no chat takes that. */
  private static final int LONGEST = 400;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]+");

  private ShownText() {}

  /** {@code line} without secrets and control characters, and no longer than can be read. */
  public static String line(String line) {
    // A secret that the cut would leave half of is not found any more.
    String readable = CONTROL.matcher(Redaction.redact(line)).replaceAll("\uFFFD");
    return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + "…";
  }
}
