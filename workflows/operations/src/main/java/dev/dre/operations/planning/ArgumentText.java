package dev.dre.operations.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Arguments as people type them, phones included: long dashes and curly quotes are what they were
 * meant to be.
 */
public final class ArgumentText {

  /** Nobody types more than this on purpose. */
  static final int LONGEST = 1_000;

  /** Phones make one long dash of two short ones. */
  private static final Pattern LONG_DASHES = Pattern.compile("^-?[‒–—―−]+-?(?=\\p{L})");

  /** No shell takes them for quotes; they come along when a command is pasted from a chat. */
  private static final Pattern CURLY_QUOTES =
      Pattern.compile("^([^=]*=)?[“”„‘’‚]([^“”„‘’‚]*)[“”‘’]$");

  private static final Pattern ONE_DASH = Pattern.compile("-\\p{L}.*");

  private ArgumentText() {}

  /**
   * What was typed.
   *
   * @param positional in their order
   * @param flags without their dashes, in their order; a flag without a value has an empty one
   * @param problem what cannot be understood; empty when everything can
   */
  public record Arguments(List<String> positional, Map<String, String> flags, String problem) {}

  public static Arguments parse(String text) {
    if (text.length() > LONGEST) {
      return broken(
          String.format(
              Locale.ROOT,
              "that is %,d characters long; more than %,d are not read.",
              text.length(),
              LONGEST));
    }
    var words = new QuotedWords(text);
    return words.openQuote().isEmpty()
        ? sort(words.all())
        : broken(
            "a quote (%s) is opened and not closed. Close it, or leave it out."
                .formatted(words.openQuote()));
  }

  /** What a shell has split already: quotes are no longer there, and blanks are meant. */
  public static Arguments ofWords(List<String> words) {
    return sort(
        words.stream()
            .map(word -> CURLY_QUOTES.matcher(word).replaceFirst("$1$2"))
            .map(word -> new QuotedWords.Word(word, false))
            .toList());
  }

  private static Arguments sort(List<QuotedWords.Word> words) {
    var positional = new ArrayList<String>();
    var flags = new LinkedHashMap<String, String>();
    for (int i = 0; i < words.size(); i++) {
      String word = withDashes(words.get(i));
      if (ONE_DASH.matcher(word).matches()) {
        return broken("flags have two dashes: -%s".formatted(word));
      }
      if (!word.startsWith("--")) {
        positional.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      String value = "";
      if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (i + 1 < words.size() && isValue(words.get(i + 1))) {
        i++;
        value = words.get(i).text();
      }
      if (name.isEmpty()) {
        return broken("\"%s\" has dashes without the name of a flag.".formatted(word));
      }
      if (flags.put(name, value) != null) {
        return broken("--%s is given twice.".formatted(name));
      }
    }
    return new Arguments(positional, flags, "");
  }

  private static boolean isValue(QuotedWords.Word next) {
    return next.startsQuoted() || !withDashes(next).startsWith("--");
  }

  /** What begins inside quotes is meant as it is. */
  private static String withDashes(QuotedWords.Word word) {
    return word.startsQuoted() ? word.text() : LONG_DASHES.matcher(word.text()).replaceFirst("--");
  }

  private static Arguments broken(String problem) {
    return new Arguments(List.of(), Map.of(), problem);
  }
}
