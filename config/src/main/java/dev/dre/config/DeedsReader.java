package dev.dre.config;

import dev.dre.config.RunbookTests.Deed;
import dev.dre.config.RunbookTests.Moment;
import dev.dre.config.RunbookTests.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what people do in a test. */
final class DeedsReader {

  static final String[] DEED = {
    "running",
    "approval",
    "blocked",
    "asked",
    "by_hand",
    "state",
    "after",
    "by",
    "do",
    "comment",
    "for",
    "answers",
    "refused"
  };

  /** As they are typed in a chat. */
  static final List<String> DOES =
      List.of(
          "pause",
          "resume",
          "abort",
          "approve",
          "reject",
          "retry",
          "skip",
          "answer",
          "done",
          "finish-forward",
          "go-back",
          "give-up",
          "assume-gone",
          "acknowledge",
          "reverse");

  private final SortedMap<String, Person> people;

  DeedsReader(SortedMap<String, Person> people) {
    this.people = people;
  }

  String person(Yaml yaml) {
    return yaml.oneOf("person", List.copyOf(people.keySet()));
  }

  List<Deed> read(Yaml acts) {
    var all = new ArrayList<Deed>();
    for (Yaml act : acts.list()) {
      all.add(one(act.only(DEED)));
    }
    return all;
  }

  private Deed one(Yaml act) {
    var moments =
        Arrays.stream(Moment.values())
            .filter(moment -> moment != Moment.NOW && act.get(key(moment)).present())
            .toList();
    if (moments.size() > 1) {
      act.get(key(moments.get(1)))
          .problem("is too much beside \"%s\": it waits for one thing.", key(moments.getFirst()));
    }
    Moment moment = moments.isEmpty() ? Moment.NOW : moments.getFirst();
    String does = act.get("do").oneOf("act", DOES);
    if (act.get("answers").present() != does.equals("answer")) {
      act.problem("\"answers\" and \"do: answer\" belong together.");
    }
    if (act.get("for").present() && !does.equals("pause")) {
      act.get("for").problem("is for a pause.");
    }
    return new Deed(
        act.at(),
        moment,
        moment == Moment.NOW ? "" : act.get(key(moment)).text(),
        act.get("after").duration(Duration.ZERO),
        person(act.get("by")),
        does,
        act.get("comment").textOr(""),
        act.get("for").present()
            ? Optional.of(act.get("for").duration(RunbookTests.A_MINUTE))
            : Optional.empty(),
        AttemptReader.values(act.get("answers")),
        act.get("refused").optionalText());
  }

  private static String key(Moment moment) {
    return moment.name().toLowerCase(Locale.ROOT);
  }
}
