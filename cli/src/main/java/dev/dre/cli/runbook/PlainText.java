package dev.dre.cli.runbook;

import dev.dre.config.RunbookTests.Person;
import dev.dre.words.Words;
import java.util.Map;
import java.util.regex.Pattern;

/** Slack's mrkdwn as people read it there: without its marks, with the names of people. */
final class PlainText {

  private static final Pattern DATE = Pattern.compile("<!date\\^\\d+\\^[^|>]*\\|([^>]*)>");
  private static final Pattern USER = Pattern.compile("<@([A-Za-z0-9_]+)>");
  private static final Pattern BOLD = Pattern.compile("\\*([^*\\n]+)\\*");
  private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\\n]+)`(?!`)");

  private PlainText() {}

  /** Moments are in UTC. */
  static String of(String mrkdwn, Map<String, Person> people) {
    String text = DATE.matcher(mrkdwn).replaceAll("$1");
    text = USER.matcher(text).replaceAll(user -> "@" + name(user.group(1), people));
    text = BOLD.matcher(text).replaceAll("$1");
    text = CODE.matcher(text).replaceAll("$1");
    return Words.unescaped(text.replace("```", ""));
  }

  private static String name(String user, Map<String, Person> people) {
    return people.entrySet().stream()
        .filter(person -> person.getValue().user().equals(user))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(user);
  }
}
