package dev.dre.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What somebody sees who has typed a command. */
record Terminal(int exitCode, String out, String err) {

  static Terminal after(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Terminal(exitCode, lines(out), lines(err));
  }

  private static String lines(StringWriter writer) {
    return writer.toString().replace(System.lineSeparator(), "\n");
  }
}
