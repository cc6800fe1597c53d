package dev.dre.cli;

import dev.dre.cli.op.Access;
import dev.dre.cli.op.HistoryAccess;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What somebody sees who has typed a command. */
public record Terminal(int exitCode, String out, String err) {

  /** A command that needs no operations. */
  public static Terminal after(String... words) {
    return after(
        errand -> {
          throw new IllegalStateException("Temporal is not to be asked");
        },
        words);
  }

  public static Terminal after(Access access, String... words) {
    return after(
        access,
        search -> {
          throw new IllegalStateException("histories are not to be searched");
        },
        words);
  }

  public static Terminal searching(HistoryAccess histories, String... words) {
    return after(
        errand -> {
          throw new IllegalStateException("operations are not to be asked");
        },
        histories,
        words);
  }

  private static Terminal after(Access access, HistoryAccess histories, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine(access, histories)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Terminal(exitCode, lines(out), lines(err));
  }

  private static String lines(StringWriter writer) {
    return writer.toString().replace(System.lineSeparator(), "\n");
  }
}
