package dev.dre.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.cli.op.OpCommand;
import dev.dre.operations.client.Operations;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What somebody sees who has typed {@code dre op …}. */
record CommandLine(int exitCode, String out, String err) {

  static CommandLine after(Operations operations, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        OpCommand.commandLine(
                errand -> errand.run(operations),
                search -> {
                  throw new IllegalStateException("no history is searched");
                })
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new CommandLine(exitCode, out.toString(), err.toString());
  }

  CommandLine succeeded() {
    assertThat(exitCode).as(out + err).isZero();
    return this;
  }

  CommandLine refused() {
    assertThat(exitCode).as(out + err).isEqualTo(1);
    return this;
  }
}
