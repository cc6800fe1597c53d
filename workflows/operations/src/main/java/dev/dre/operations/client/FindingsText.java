package dev.dre.operations.client;

import dev.dre.operations.temporal.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** What a doctor found, for people: a line each, and below what is wrong what to do about it. */
public final class FindingsText {

  private FindingsText() {}

  public static String of(List<Finding> findings) {
    return findings.stream().map(FindingsText::line).collect(Collectors.joining("\n"))
        + "\n"
        + summary(findings);
  }

  private static String line(Finding finding) {
    return finding.isGood()
        ? "✓ %s: %s".formatted(finding.where(), finding.what())
        : "✕ %s: %s\n    %s".formatted(finding.where(), finding.what(), finding.remedy());
  }

  private static String summary(List<Finding> findings) {
    long wrong = findings.stream().filter(f -> !f.isGood()).count();
    return switch ((int) wrong) {
      case 0 -> "All is well.";
      case 1 -> "One thing is wrong.";
      default -> wrong + " things are wrong.";
    };
  }
}
