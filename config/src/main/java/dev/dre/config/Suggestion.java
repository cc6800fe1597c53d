package dev.dre.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
public final class Suggestion {

  private Suggestion() {}

  /** The known word that {@code given} is most like; empty when none is like it. */
  public static Optional<String> of(String given, Collection<String> known) {
    int tolerance = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(word -> unlikeness(given, word) <= tolerance)
        .min(
            Comparator.comparingInt((String word) -> unlikeness(given, word))
                .thenComparing(w -> w));
  }

  /** {@code no cluster "cluster-z". Did you mean "cluster-b"? Known: cluster-a, cluster-b.} */
  public static String unknown(String what, String given, Collection<String> known) {
    String all = known.isEmpty() ? "There is none." : "Known: " + String.join(", ", known) + ".";
    return unknown(what, given, known, all);
  }

  /**
   * The same where not everything that is known can be meant.
   *
   * @param fitting what can be meant
   * @param choice a sentence that says what there is to choose from
   */
  public static String unknown(
      String what, String given, Collection<String> fitting, String choice) {
    String meant = of(given, fitting).map("Did you mean \"%s\"? "::formatted).orElse("");
    return "no %s \"%s\". %s%s".formatted(what, given, meant, choice);
  }

  /** Capitals do not make a word another one. */
  private static int unlikeness(String given, String word) {
    return distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
  }

  /** How many letters have to be changed, added, taken away or swapped with their neighbour. */
  private static int distance(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
