package dev.dre.sandbox.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The runbooks of {@code docs/runbooks.md}, as they stand there. */
final class DocumentedRunbooks {

  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String NAME = "runbook: ";

  private DocumentedRunbooks() {}

  /** By name. A block that does not begin with one belongs to the first runbook. */
  static SortedMap<String, String> read(Path page) throws IOException {
    var runbooks = new TreeMap<String, String>();
    String first = "";
    for (String block :
        BLOCK.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList()) {
      String name = block.startsWith(NAME) ? block.lines().findFirst().orElseThrow() : first;
      first = first.isEmpty() ? name : first;
      runbooks.merge(name.substring(NAME.length()), block, String::concat);
    }
    return runbooks;
  }
}
