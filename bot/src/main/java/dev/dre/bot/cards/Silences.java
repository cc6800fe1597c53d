package dev.dre.bot.cards;

import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Silence;
import dev.dre.operations.Operation;
import dev.dre.operations.id.OperationId;
import dev.dre.operations.temporal.LogFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that operations do not answer, and that they do again: in their threads, and by the
 * pager. An operation cannot tell it itself. Of a worker that is gone for all, and of whatever else
 * is wrong with many at once, there is one page, not one for each operation.
 *
 * <p>What is going to be told is remembered first, and handed on to the next keeper. One that is
 * killed while it tells may have done so or not: then the thread says itself what was told last,
 * and the pager's receiver knows the key.
 */
final class Silences {

  /**
   * How an operation that has not ended is now.
   *
   * @param about what is known of it, asked only when there is something to tell
   * @param silence empty while it answers
   */
  record Look(OperationId id, Supplier<Optional<Operation>> about, Optional<Silence> silence) {

    boolean isSilent(Silence.Why why) {
      return silence.filter(s -> s.why() == why).isPresent();
    }

    boolean isSilentFor(Duration time, Instant now) {
      return silence.filter(s -> !now.isBefore(s.since().plus(time))).isPresent();
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

  private static final String THREAD = "thread/";
  private static final String PAGE = "page/";
  private static final String ALL = "all";

  /** With what it takes to see it, and to keep that it is told, people know within a minute. */
  private static final Duration LONG = Duration.ofSeconds(37);

  /** Before that it may turn out that no worker serves any of them. */
  private static final Duration UNCLEAR = Duration.ofSeconds(52);

  /** Until what is going to be told is surely in the heartbeat, so that its end is told, too. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  /** Slack takes about one message a second in a channel. */
  private static final int MOST_THREADS_AT_ONCE = 4;

  /** More that are silent for one reason have one trouble, and that is not their own. */
  private static final int MOST_PAGES_OF_ONE_REASON = 3;

  private final SilenceThread thread;
  private final Optional<SilencePages> pages;
  private final Executor executor;
  private final InstantSource clock;
  private final ConcurrentMap<String, Told> told = new ConcurrentSkipListMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  /** What this keeper has only planned to tell, until when. */
  private final Map<String, Instant> planned = new ConcurrentHashMap<>();

  /**
   * Goes on where another one has {@code told} it.
   *
   * @param pages empty where nobody is paged
   * @param executor runs what may take long
   */
  Silences(
      SilenceThread thread,
      Optional<SilencePages> pages,
      Executor executor,
      InstantSource clock,
      List<Told> told) {
    this.thread = thread;
    this.pages = pages;
    this.executor = executor;
    this.clock = clock;
    told.forEach(one -> this.told.put(one.key(), one));
  }

  /** What has been told, for whoever goes on. */
  List<Told> told() {
    return List.copyOf(told.values());
  }

  /** Tells what has to be told; {@code all} are those that have not ended. */
  void compare(List<Look> all) {
    Instant now = clock.instant();
    var isLong = all.stream().filter(look -> isLong(look, now)).toList();
    isLong.forEach(look -> tell(look, now));
    for (Silence.Why why : Silence.Why.values()) {
      if (isLong.stream().anyMatch(look -> look.isSilent(why))) {
        page(why, all, isLong, now);
      }
    }
    told.values().forEach(before -> compare(before, all));
  }

  private static boolean isLong(Look look, Instant now) {
    return look.isSilentFor(look.isSilent(Silence.Why.UNKNOWN) ? UNCLEAR : LONG, now);
  }

  /**
   * One page for all that are silent for this reason, when these are many: also for those that are
   * it only since a moment, because many do not begin at the same one. A page of its own that was
   * sent, or may have been, stays.
   */
  private void page(Silence.Why why, List<Look> all, List<Look> isLong, Instant now) {
    if (why == Silence.Why.NO_WORKER) {
      pageTogether(why, those(why, isLong), now);
      return;
    }
    var others = those(why, all).stream().filter(look -> !isPaged(PAGE + look.id())).toList();
    if (told.containsKey(keyOfAll(why)) || others.size() > MOST_PAGES_OF_ONE_REASON) {
      pageTogether(why, others, now);
      those(why, isLong).stream()
          .filter(look -> isPaged(PAGE + look.id()))
          .forEach(look -> pageAlone(look, now));
    } else {
      those(why, isLong).forEach(look -> pageAlone(look, now));
    }
  }

  private void pageTogether(Silence.Why why, List<Look> those, Instant now) {
    those.forEach(look -> forget(PAGE + look.id()));
    if (!those.isEmpty()) {
      page(
          Told.planned(keyOfAll(why), first(those), SilencePages.aboutAll(why)),
          now,
          (told, sender) -> sender.all(told, why, those));
    }
  }

  private void pageAlone(Look look, Instant now) {
    Instant since = look.silence().orElseThrow().since();
    page(
        Told.planned(PAGE + look.id(), since, SilencePages.about(look.id())),
        now,
        (told, sender) -> sender.trouble(told, look));
  }

  private static List<Look> those(Silence.Why why, List<Look> all) {
    return all.stream().filter(look -> look.isSilent(why)).toList();
  }

  private boolean isPaged(String key) {
    return told.containsKey(key) && !planned.containsKey(key);
  }

  /** It is told otherwise. */
  private void forget(String key) {
    if (planned.remove(key) != null) {
      told.remove(key);
    }
  }

  private static String keyOfAll(Silence.Why why) {
    return PAGE + (why == Silence.Why.NO_WORKER ? ALL : ALL + "/" + why);
  }

  private static Instant first(List<Look> all) {
    return all.stream()
        .map(look -> look.silence().orElseThrow().since())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private void compare(Told before, List<Look> all) {
    String whose = before.key().substring(before.key().indexOf('/') + 1);
    var look = all.stream().filter(l -> l.id().value().equals(whose)).findFirst();
    var answers =
        ofAll(before.key()).map(why -> anybodyAnswers(why, all)).orElseGet(() -> answers(look));
    if (answers.isEmpty()) {
      return;
    }
    if (planned.containsKey(before.key())) {
      forget(before.key());
    } else if (before.key().startsWith(PAGE) || underWay.size() < MOST_THREADS_AT_ONCE) {
      start(before.key(), () -> end(before, look, answers.get()));
    }
  }

  private enum How {
    ANSWERS,
    HAS_ENDED
  }

  /** Empty while it is silent. */
  private static Optional<How> answers(Optional<Look> look) {
    return look.isEmpty()
        ? Optional.of(How.HAS_ENDED)
        : look.filter(l -> l.silence().isEmpty()).map(l -> How.ANSWERS);
  }

  /** For what reason all of them are silent that {@code key} is of; empty for that of one. */
  private static Optional<Silence.Why> ofAll(String key) {
    return Arrays.stream(Silence.Why.values()).filter(w -> key.equals(keyOfAll(w))).findFirst();
  }

  /** Empty while one of them is silent for this reason, and while nobody knows. */
  private static Optional<How> anybodyAnswers(Silence.Why why, List<Look> all) {
    if (all.isEmpty()) {
      return Optional.of(How.HAS_ENDED);
    }
    // A keeper that has just begun does not know the reason yet.
    boolean mayBeSo =
        all.stream()
            .anyMatch(
                look ->
                    look.isSilent(why)
                        || (why == Silence.Why.TASKS_FAIL && look.isSilent(Silence.Why.UNKNOWN)));
    return !mayBeSo && all.stream().anyMatch(look -> look.silence().isEmpty())
        ? Optional.of(How.ANSWERS)
        : Optional.empty();
  }

  private void tell(Look look, Instant now) {
    Silence silence = look.silence().orElseThrow();
    var plan = Told.planned(THREAD + look.id(), silence.since(), new TreeMap<>());
    if ((told.containsKey(plan.key()) || threadsAtWork() < MOST_THREADS_AT_ONCE)
        && isDue(plan, now)
        && underWay.size() < MOST_THREADS_AT_ONCE) {
      once(plan.key(), known -> thread.silent(known, look, silence.why()));
    }
  }

  /** Those that are going to be told something, and those that are told it now. */
  private long threadsAtWork() {
    return Stream.concat(planned.keySet().stream(), underWay.stream())
        .filter(key -> key.startsWith(THREAD))
        .distinct()
        .count();
  }

  private interface Sending {
    Told to(Told planned, SilencePages sender);
  }

  private void page(Told plan, Instant now, Sending sending) {
    if (pages.isPresent() && isDue(plan, now)) {
      once(plan.key(), known -> sending.to(known, pages.get()));
    }
  }

  /** Whether it is still to be told, and surely kept meanwhile. */
  private boolean isDue(Told plan, Instant now) {
    if (told.putIfAbsent(plan.key(), plan) == null) {
      planned.put(plan.key(), now.plus(KEPT));
    }
    return !Objects.requireNonNull(told.get(plan.key())).certain()
        && !now.isBefore(planned.getOrDefault(plan.key(), Instant.MIN));
  }

  private void once(String key, UnaryOperator<Told> telling) {
    planned.remove(key);
    start(key, () -> told.computeIfPresent(key, (k, known) -> telling.apply(known)));
  }

  private void end(Told before, Optional<Look> look, How how) {
    ofThread(before.key())
        .ifPresentOrElse(
            id -> thread.over(before, id, look, how == How.HAS_ENDED, clock.instant()),
            () -> pages.ifPresent(sender -> sender.resolved(before, clock.instant())));
    told.remove(before.key());
  }

  private void start(String key, Runnable telling) {
    boolean tooSoon = clock.instant().isBefore(notBefore.getOrDefault(key, Instant.MIN));
    if (tooSoon || !underWay.add(key)) {
      return;
    }
    executor.execute(() -> LogFields.of(ofThread(key), () -> attempt(key, telling)));
  }

  /** The operation in whose thread it is told; empty when it is a page. */
  private static Optional<OperationId> ofThread(String key) {
    return key.startsWith(THREAD)
        ? Optional.of(new OperationId(key.substring(THREAD.length())))
        : Optional.empty();
  }

  private void attempt(String key, Runnable telling) {
    try {
      telling.run();
      notBefore.remove(key);
    } catch (SlackProblem e) {
      notTold(key, e, e.retryAfter().orElse(BETWEEN_TRIES));
    } catch (RuntimeException e) {
      // Whatever it is, people have to be told.
      notTold(key, e, BETWEEN_TRIES);
    } finally {
      underWay.remove(key);
    }
  }

  private void notTold(String key, RuntimeException why, Duration pause) {
    LOG.warn("not told yet: {}: {}", key, why.getMessage());
    notBefore.put(key, clock.instant().plus(pause));
  }
}
