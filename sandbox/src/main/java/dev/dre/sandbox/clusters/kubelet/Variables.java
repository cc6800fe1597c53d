package dev.dre.sandbox.clusters.kubelet;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $(NAME)} in commands and values; {@code $$(NAME)} stands for itself. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$)?\\(([^()]+)\\)");

  private Variables() {}

  /** A reference to what is not there stays as it is. */
  static String expand(String text, Map<String, String> values) {
    return REFERENCE
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(replacement(m, values)));
  }

  private static String replacement(MatchResult match, Map<String, String> values) {
    return match.group(1) != null
        ? match.group().substring(1)
        : values.getOrDefault(match.group(2), match.group());
  }
}
