package dev.dre.config;

import dev.dre.config.Runbook.Action;
import dev.dre.config.expression.ValueType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads steps that ask people something. */
final class AskReader {

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration MOST_OFTEN = Duration.ofMinutes(1);

  /** What a dialog of Slack holds, and what somebody fills in. */
  private static final int MOST = 20;

  private static final int MOST_CHOICES = 100;

  private final PeopleReader people;
  private final Templates templates;

  AskReader(PeopleReader people, Templates templates) {
    this.people = people;
    this.templates = templates;
  }

  Action.Ask read(Yaml yaml) {
    yaml.only("of", "answers", "questions", "deadline", "remind");
    yaml.get("of").some("who is asked").forEach(people::principal);
    Yaml answers = yaml.get("answers");
    var ids = new HashSet<String>();
    var questions =
        yaml.get("questions").some("what is asked").stream().map(q -> question(q, ids)).toList();
    if (questions.size() > MOST) {
      yaml.get("questions").problem("should be at most %d: nobody fills in more.", MOST);
    }
    return new Action.Ask(
        yaml.get("of").texts(),
        answers.present() && answers.oneOf("choice", List.of("one", "all")).equals("all"),
        questions,
        yaml.get("deadline").duration(A_DAY),
        remind(yaml.get("remind")));
  }

  /** What the answers are called, and what they are. */
  static SortedMap<String, ValueType> outputs(Action.Ask ask) {
    var outputs = new TreeMap<String, ValueType>();
    ask.questions()
        .forEach(q -> outputs.put(q.id(), ask.all() ? ValueType.LIST : q.type().value()));
    return outputs;
  }

  private static Optional<Duration> remind(Yaml yaml) {
    if (!yaml.present()) {
      return Optional.empty();
    }
    Duration every = yaml.duration(MOST_OFTEN);
    if (every.compareTo(MOST_OFTEN) < 0) {
      yaml.problem("should be at least 1m: people read it.");
    }
    return Optional.of(every);
  }

  private Question question(Yaml yaml, Set<String> ids) {
    yaml.only("id", "title", "type", "choices", "default", "optional");
    String id = yaml.get("id").text(Form.IDENTIFIER);
    if (!ids.add(id) && !id.isEmpty()) {
      yaml.get("id").problem("\"%s\" is the id of another question too.", id);
    }
    var type = Question.Type.of(yaml.get("type").oneOf("type", Question.Type.words()));
    Yaml otherwise = yaml.get("default");
    var question =
        new Question(
            id,
            templates.checked(yaml.get("title")),
            type,
            choices(yaml.get("choices"), type),
            otherwise.present() ? Optional.of(otherwise.text()) : Optional.empty(),
            yaml.get("optional").flag());
    if (question.otherwise().isPresent() && type != Question.Type.DATASTORE) {
      question
          .problemOf(question.normalized(question.otherwise().get()))
          .ifPresent(problem -> otherwise.problem("%s", problem));
    }
    return question;
  }

  private static List<String> choices(Yaml yaml, Question.Type type) {
    if (type != Question.Type.CHOICE) {
      if (yaml.present()) {
        yaml.problem("has a meaning for the type choice only.");
      }
      return List.of();
    }
    yaml.some("what can be answered");
    if (yaml.texts().size() > MOST_CHOICES) {
      yaml.problem("should be at most %d: ask for a text instead.", MOST_CHOICES);
    }
    return yaml.texts().stream().distinct().toList();
  }
}
