package dev.dre.cli;

import picocli.CommandLine.Option;

/** What every command understands. There is no version to print before there is a release. */
final class HelpOption {

  @SuppressWarnings("UnusedVariable") // picocli prints the page when it sees the option.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this page")
  private boolean wanted;
}
