package dev.dre.cli.op;

/** What scripts can rely on. */
final class ExitCodes {

  /** Done, or already so. */
  static final int GOOD = 0;

  /** Refused, or there is no such operation. */
  static final int REFUSED = 1;

  /** Nobody answered, so nothing is known to be done. */
  static final int SILENT = 3;

  private ExitCodes() {}
}
