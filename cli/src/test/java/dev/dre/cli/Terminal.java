package dev.dre.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What a command has said, and how it ended. */
record Terminal(int exitCode, String out, String err) {

  static Terminal run(String... arguments) {
    return run(Ansi.OFF, arguments);
  }

  static Terminal run(Ansi ansi, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(Help.defaultColorScheme(ansi))
            .execute(arguments);
    return new Terminal(exitCode, out.toString(), err.toString());
  }
}
