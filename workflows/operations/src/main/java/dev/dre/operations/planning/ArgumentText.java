package dev.dre.operations.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments as people type them, phones included: long dashes and curly quotes are what they were
 * meant to be.
 */
public final class ArgumentText {

  /** Nobody types more than this on purpose. */
  static final int LONGEST = 1_000;

  private ArgumentText() {}

  /**
   * What was typed.
   *
   * @param positional in their order
   * @param flags without their dashes
   * @param problem what cannot be understood; empty when everything can
   */
  public record Arguments(List<String> positional, Map<String, String> flags, String problem) {}

  public static Arguments parse(String text) {
    if (text.length() > LONGEST) {
      return broken(
          "that is %d characters long; more than %d are not read."
              .formatted(text.length(), LONGEST));
    }
    var words = new ArrayList<String>();
    String problem = split(plain(text), words);
    return problem.isEmpty() ? ofWords(words) : broken(problem);
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ')
        .replace('\u202f', ' ')
        .replace('\u2011', '-')
        .replace('“', '"')
        .replace('”', '"')
        .replace('„', '"')
        .replace('‘', '\'')
        .replace('’', '\'')
        .replaceAll("(^|\\s)[—–](?=\\w)", "$1--");
  }

  /** What is wrong; empty when nothing is. */
  private static String split(String text, List<String> words) {
    var word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      return "a quote (%s) is opened and not closed.".formatted(quote);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return "";
  }

  /** What was typed, when something else has split it into words already. */
  public static Arguments ofWords(List<String> words) {
    var positional = new ArrayList<String>();
    var flags = new LinkedHashMap<String, String>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        positional.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      String value;
      if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
        i++;
        value = words.get(i);
      } else {
        return broken("--%s needs a value.".formatted(name));
      }
      if (flags.put(name, value) != null) {
        return broken("--%s is given twice.".formatted(name));
      }
    }
    return new Arguments(positional, flags, "");
  }

  private static Arguments broken(String problem) {
    return new Arguments(List.of(), Map.of(), problem);
  }
}
