package dev.dre.bot.cards;

import dev.dre.bot.estimates.Past;
import dev.dre.operations.Operation;
import dev.dre.operations.event.Notice;
import dev.dre.operations.event.NoticeKind;
import dev.dre.operations.temporal.Noticed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What is wrong with one operation and can only be seen from outside. Each kind of trouble is one
 * rule: what is wrong now, and what may be called over.
 */
final class Outside {

  private final List<OutsideRule> rules;

  /** {@code past}: what earlier operations took, as far as it is known now. */
  Outside(BiFunction<Operation, Instant, Past> past) {
    this(List.of(new Unserved(), new Retrying(), new Stalled(), new Slower(past)));
  }

  Outside(List<OutsideRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What is wrong now. */
  List<Notice> wrong(Operation operation, List<Pending> pending, Instant now) {
    var all = new ArrayList<Notice>();
    for (OutsideRule rule : rules) {
      all.addAll(rule.wrong(operation, pending, now));
    }
    return all;
  }

  /** What its card shows: what it knows, and what it could not be told yet. */
  List<Notice> shown(Operation operation, List<Notice> wrong) {
    return operation.state().isFinal()
        ? List.of()
        : List.copyOf(
            byKey(Stream.concat(operation.notices().stream(), wrong.stream()).toList()).values());
  }

  /**
   * What {@code operation} does not know yet of {@code wrong}, and what it need not know longer.
   */
  List<Noticed> news(Operation operation, List<Notice> wrong, List<Pending> pending, Instant now) {
    var news = new ArrayList<Noticed>();
    if (operation.state().isFinal()) {
      return news;
    }
    SortedMap<String, Notice> open = byKey(operation.notices());
    Map<String, Notice> present = byKey(wrong);
    present.forEach(
        (key, notice) -> {
          if (!open.containsKey(key)) {
            news.add(new Noticed(notice, false));
          }
        });
    open.forEach(
        (key, notice) -> {
          if (!present.containsKey(key)) {
            over(notice, pending, now).ifPresent(news::add);
          }
        });
    return news;
  }

  /** Empty as long as nobody can tell, and for what only another release watches. */
  private Optional<Noticed> over(Notice notice, List<Pending> pending, Instant now) {
    return rules.stream()
        .filter(rule -> rule.kind().equals(notice.kind()))
        .findFirst()
        .flatMap(rule -> rule.over(notice, pending, now))
        .map(words -> new Noticed(new Notice(notice.kind(), notice.key(), words, now), true));
  }

  private static SortedMap<String, Notice> byKey(List<Notice> notices) {
    var byKey = new TreeMap<String, Notice>();
    notices.forEach(notice -> byKey.putIfAbsent(notice.key(), notice));
    return byKey;
  }

  /** Long enough that it is no hiccup, and still within a minute or so. */
  static final Duration LONG = Duration.ofSeconds(60);

  /** One kind of trouble. May remember what it saw before; forgets it with its keeper. */
  interface OutsideRule {

    NoticeKind kind();

    List<Notice> wrong(Operation operation, List<Pending> pending, Instant now);

    /** What is so instead of {@code notice}, which is not wrong now; empty when nobody can tell. */
    Optional<String> over(Notice notice, List<Pending> pending, Instant now);
  }
}
