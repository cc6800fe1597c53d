package dev.dre.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Rows for people, and for programs. */
final class Table {

  private static final String FORMAT = "%-58s %12s %12s %7s  %s%n";

  private Table() {}

  static String text(List<Row> rows) {
    var text = new StringBuilder();
    text.append(FORMAT.formatted("", "dre", "baseline", "ratio", "budget"));
    for (Row row : rows) {
      text.append(
          FORMAT.formatted(
              row.what() + (row.unit().isEmpty() ? "" : " [" + row.unit() + "]"),
              number(row.dre()),
              row.baseline().map(Table::number).orElse(""),
              row.ratio().map(r -> String.format(Locale.ROOT, "%.2f", r)).orElse(""),
              row.budget().map(b -> b.words() + (b.kept() ? ": kept" : ": NOT KEPT")).orElse("")));
    }
    return text.toString();
  }

  static String json(List<Row> rows) {
    var mapper = new ObjectMapper();
    var all = mapper.createArrayNode();
    for (Row row : rows) {
      ObjectNode one = all.addObject();
      one.put("what", row.what()).put("unit", row.unit()).put("dre", row.dre());
      row.baseline().ifPresent(b -> one.put("baseline", b));
      row.ratio().ifPresent(r -> one.put("ratio", r));
      row.budget().ifPresent(b -> one.put("budget", b.words()).put("kept", b.kept()));
    }
    return all.toPrettyString();
  }

  static String number(double number) {
    boolean whole = number == Math.rint(number);
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", number);
  }
}
