package dev.dre.operations.planning;

import java.util.ArrayList;
import java.util.List;

/** A text split at its blanks, except inside quotes of any shape. */
final class QuotedWords {

  private static final String DOUBLE = "\"“”„‟";
  private static final String SINGLE = "'‘’‚‛";
  private static final char CURLY_APOSTROPHE = '’';
  private static final char HYPHEN_THAT_DOES_NOT_BREAK = '\u2011';

  private final List<Word> all = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean startsQuoted;

  /** All marks that close the quote which is open; empty outside quotes. */
  private String closing = "";

  private String opened = "";

  /**
   * A word without its quotes.
   *
   * @param startsQuoted whether a quote came before its first letter
   */
  record Word(String text, boolean startsQuoted) {}

  QuotedWords(String text) {
    text.replace(HYPHEN_THAT_DOES_NOT_BREAK, '-').chars().forEach(c -> read((char) c));
    end();
  }

  List<Word> all() {
    return all;
  }

  /** The mark that opened a quote which nothing closes; empty when there is none. */
  String openQuote() {
    return closing.isEmpty() ? "" : opened;
  }

  private void read(char c) {
    if (!closing.isEmpty()) {
      if (closing.indexOf(c) >= 0) {
        closing = "";
      } else {
        word.append(c);
      }
    } else if (isBlank(c)) {
      end();
    } else if (opensQuote(c)) {
      startsQuoted |= !inWord;
      inWord = true;
      closing = DOUBLE.indexOf(c) >= 0 ? DOUBLE : SINGLE;
      opened = String.valueOf(c);
    } else {
      word.append(c);
      inWord = true;
    }
  }

  private boolean opensQuote(char c) {
    // Phones write it’s: inside a word this is an apostrophe.
    boolean apostrophe = c == CURLY_APOSTROPHE && !word.isEmpty();
    return !apostrophe && (DOUBLE.indexOf(c) >= 0 || SINGLE.indexOf(c) >= 0);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
  }

  private void end() {
    if (inWord) {
      all.add(new Word(word.toString(), startsQuoted));
    }
    word.setLength(0);
    inWord = false;
    startsQuoted = false;
  }
}
