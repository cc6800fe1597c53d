package dev.dre.sandbox;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What a person at the terminal reads. Colour only where there is a terminal. */
public final class Terminal {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String GREY = "\u001b[90m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream out;
  private final boolean colour;

  public Terminal(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  public void heading(String text) {
    line("");
    line(colour ? BOLD + text + PLAIN : text);
  }

  /** Something that happens now. */
  public void event(String who, String text) {
    String time =
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).format(TIME);
    line(
        "%s  %-7s %s"
            .formatted(
                colour ? GREY + time + PLAIN : time,
                who,
                text.replace("\n", "\n                  ")));
  }

  /** Something that takes long. */
  public void progress(String text) {
    line(colour ? GREY + "  " + text + PLAIN : "  " + text);
  }
}
