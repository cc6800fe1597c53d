package dev.dre.config;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Lists of things with a name. */
final class Named {

  private Named() {}

  /** By name; two of the same name are a problem. */
  static <T> SortedMap<String, T> read(Yaml list, Function<Yaml, T> read) {
    var all = new TreeMap<String, T>();
    for (Yaml entry : list.list()) {
      String name = entry.get("name").text();
      if (all.put(name, read.apply(entry)) != null && !name.isEmpty()) {
        entry.get("name").problem("\"%s\" is here twice.", name);
      }
    }
    return all;
  }
}
