package dev.dre.bot.cards;

import static dev.dre.bot.cards.Seen.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.bot.FakeSlack;
import dev.dre.bot.Plans;
import dev.dre.bot.Story;
import dev.dre.bot.slack.Mark;
import dev.dre.bot.slack.Posted;
import dev.dre.bot.slack.SlackProblem;
import dev.dre.bot.words.Message;
import dev.dre.bot.words.Silence;
import dev.dre.operations.Operation;
import dev.dre.operations.id.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are told once that an operation does not answer, and once that it does again. */
class SilencesTest {

  private static final OperationId OTHER = new OperationId("migrate-db-43-c2p9");

  private record Page(String key, Map<String, Object> body) {}

  private final FakeSlack slack = new FakeSlack();
  private final List<Page> pages = new ArrayList<>();
  private boolean pagerFails;
  private Instant now = NOON;
  private Operation operation = Story.copying().operation();
  private Silences silences = keeper(List.of());

  @BeforeEach
  void hasACard() {
    Posted card = slack.post(Story.CHANNEL, Message.of("card"), new Mark(Story.ID, 0));
    operation = Story.copying().told(Map.of("card", card.window())).operation();
  }

  private Silences keeper(List<Told> before) {
    return new Silences(
        new SilenceThread(slack),
        Optional.of(new SilencePages(this::send)),
        Runnable::run,
        () -> now,
        before);
  }

  private void send(String key, Map<String, Object> body) {
    if (pagerFails) {
      throw new IllegalStateException("the pager answered 500");
    }
    pages.add(new Page(key, body));
  }

  private Silences.Look silent(Silence.Why why, Instant since) {
    return new Silences.Look(
        Story.ID, () -> Optional.of(operation), Optional.of(new Silence(since, why)));
  }

  private Silences.Look answers() {
    return new Silences.Look(Story.ID, () -> Optional.of(operation), Optional.empty());
  }

  private void sees(Duration later, Silences.Look... looks) {
    now = NOON.plus(later);
    silences.compare(Arrays.asList(looks));
  }

  /** For long enough that it is told. */
  private void keepsSeeing(Duration later, Silences.Look... looks) {
    sees(later, looks);
    sees(later.plusSeconds(3), looks);
  }

  private List<Object> paged(String what) {
    return pages.stream().map(page -> page.body().get(what)).toList();
  }

  @Test
  void threadAndPagerHearOnceThatNoWorkerIsThereAndOnceThatItIsOver() {
    var gone = silent(Silence.Why.NO_WORKER, NOON);
    sees(Duration.ofSeconds(37), gone);
    sees(Duration.ofSeconds(39), gone);
    assertThat(slack.thread()).isEmpty();

    sees(Duration.ofSeconds(40), gone);
    sees(Duration.ofSeconds(41), gone);
    assertThat(slack.thread())
        .singleElement()
        .asString()
        .startsWith("▲ No worker serves operations since ")
        .contains("nothing goes on", "Pause and Abort are kept");
    assertThat(paged("key")).containsExactly("dre-operations/unserved");
    assertThat(paged("summary"))
        .containsExactly(
            "No worker serves operations since 12:00 UTC: nothing goes on. Standing: migrate-db-42-k7f3.");

    sees(Duration.ofMinutes(5), answers());
    sees(Duration.ofMinutes(6), answers());
    assertThat(slack.thread()).hasSize(2);
    assertThat(slack.thread().getLast()).startsWith("✓ This operation answers again.");
    assertThat(paged("key")).containsOnly("dre-operations/unserved");
    assertThat(paged("status")).containsExactly("trouble", "resolved");
    assertThat(pages).extracting(Page::key).doesNotHaveDuplicates();
  }

  @Test
  void aWorkerThatIsGoneForManyIsOnePage() {
    var other =
        new Silences.Look(
            OTHER, Optional::empty, Optional.of(new Silence(NOON, Silence.Why.NO_WORKER)));

    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON), other);

    assertThat(paged("key")).containsExactly("dre-operations/unserved");
    assertThat(paged("summary")).asString().contains(Story.ID + ", " + OTHER);
  }

  @Test
  void itIsNotOverWhileOneOfThemHasNoWorker() {
    var other =
        new Silences.Look(
            OTHER, Optional::empty, Optional.of(new Silence(NOON, Silence.Why.NO_WORKER)));
    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON), other);

    sees(Duration.ofMinutes(2), answers(), other);

    assertThat(paged("status")).containsExactly("trouble");
    assertThat(slack.thread()).hasSize(2);
  }

  @Test
  void anOperationThatAloneFailsIsAPageOfItsOwn() {
    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.TASKS_FAIL, NOON));

    assertThat(paged("key")).containsExactly(Story.ID + "/silent");
    assertThat(paged("operation")).containsExactly(Story.ID.value());
    assertThat(paged("datastore")).containsExactly("db-42");
    assertThat(paged("team")).containsExactly("payments");
    assertThat(slack.thread().getFirst()).contains("fails at this operation each time since");

    sees(Duration.ofMinutes(2), answers());
    assertThat(paged("status")).containsExactly("trouble", "resolved");
    assertThat(paged("team")).as("the same receiver").containsExactly("payments", "payments");
  }

  @Test
  void theNextKeeperDoesNotTellItAgainAndTellsTheEnd() {
    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON));

    silences = keeper(silences.told());
    // It has just begun, and knows no more than that it does not answer.
    sees(Duration.ofMinutes(2), silent(Silence.Why.UNKNOWN, NOON.plusSeconds(119)));
    assertThat(slack.thread()).hasSize(1);
    assertThat(pages).hasSize(1);

    sees(Duration.ofMinutes(3), answers());
    assertThat(slack.thread().getLast())
        .contains("answers again. It did not from <!date^1777636800");
    assertThat(paged("status")).containsExactly("trouble", "resolved");
  }

  @Test
  void whatIsGoingToBeToldIsRememberedFirst() {
    sees(Duration.ofSeconds(37), silent(Silence.Why.NO_WORKER, NOON));

    assertThat(silences.told()).extracting(Told::certain).containsOnly(false).hasSize(2);
    assertThat(pages).isEmpty();
  }

  @Test
  void whatWasOnlyPlannedIsForgottenWhenItIsOver() {
    sees(Duration.ofSeconds(37), silent(Silence.Why.NO_WORKER, NOON));
    sees(Duration.ofSeconds(38), answers());
    sees(Duration.ofMinutes(1), answers());

    assertThat(silences.told()).isEmpty();
    assertThat(pages).isEmpty();
    assertThat(slack.thread()).isEmpty();
  }

  @Test
  void whatAKeeperThatWasKilledAtItMayHaveToldIsCalledOver() {
    sees(Duration.ofSeconds(37), silent(Silence.Why.NO_WORKER, NOON));
    var remembered = silences.told();
    sees(Duration.ofSeconds(40), silent(Silence.Why.NO_WORKER, NOON));

    silences = keeper(remembered);
    sees(Duration.ofSeconds(50), silent(Silence.Why.UNKNOWN, NOON.plusSeconds(48)));
    sees(Duration.ofMinutes(2), answers());

    assertThat(slack.thread()).hasSize(2);
    assertThat(slack.thread().getLast()).startsWith("✓ This operation answers again.");
    assertThat(paged("status")).containsExactly("trouble", "resolved");
  }

  @Test
  void whatAKeeperThatWasKilledBeforeItHasNotToldIsNotCalledOverInTheThread() {
    sees(Duration.ofSeconds(37), silent(Silence.Why.NO_WORKER, NOON));

    silences = keeper(silences.told());
    sees(Duration.ofMinutes(2), answers());

    assertThat(slack.thread()).isEmpty();
    assertThat(silences.told()).isEmpty();
  }

  @Test
  void aKeeperThatHasLostItsMemoryDoesNotTellTheThreadTwice() {
    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON));

    silences = keeper(List.of());
    keepsSeeing(Duration.ofMinutes(2), silent(Silence.Why.NO_WORKER, NOON));
    assertThat(slack.thread()).hasSize(1);
    assertThat(pages)
        .extracting(Page::key)
        .as("known to the receiver")
        .containsOnly(pages.getFirst().key());

    sees(Duration.ofMinutes(3), answers());
    keepsSeeing(
        Duration.ofMinutes(10), silent(Silence.Why.NO_WORKER, NOON.plus(Duration.ofMinutes(9))));
    assertThat(slack.thread()).as("another time it is told anew").hasSize(3);
  }

  @Test
  void aPagerThatFailsIsTriedAgainAndHoldsUpNothing() {
    pagerFails = true;
    var gone = silent(Silence.Why.NO_WORKER, NOON);
    keepsSeeing(Duration.ofSeconds(37), gone);
    assertThat(slack.thread()).hasSize(1);
    pagerFails = false;

    sees(Duration.ofSeconds(49), gone);
    assertThat(pages).isEmpty();
    sees(Duration.ofSeconds(50), gone);
    assertThat(pages).hasSize(1);
  }

  @Test
  void whileSlackTakesNothingItIsPagedAndToldLater() {
    slack.failing("reply");
    var gone = silent(Silence.Why.NO_WORKER, NOON);
    keepsSeeing(Duration.ofSeconds(37), gone);
    assertThat(pages).hasSize(1);
    slack.works();

    sees(Duration.ofSeconds(51), gone);

    assertThat(slack.thread()).hasSize(1);
  }

  @Test
  void aThreadThatIsGoneIsNotTriedForEver() {
    slack.failing(
        call -> call.startsWith("reply"),
        new SlackProblem("chat.postMessage", "channel_not_found", Optional.empty()));

    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON));
    sees(Duration.ofMinutes(2), silent(Silence.Why.NO_WORKER, NOON));
    sees(Duration.ofMinutes(3), answers());

    assertThat(slack.asked).filteredOn(call -> call.startsWith("reply")).hasSize(1);
    assertThat(silences.told()).isEmpty();
  }

  @Test
  void whatWasStartedWhileNoWorkerIsThereIsToldBesideTheCards() {
    slack.messages.clear();
    operation = Story.of(Plans.migrate()).operation();

    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.NO_WORKER, NOON));

    assertThat(slack.roots())
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.message().text())
                    .contains(Story.ID.value(), "No worker serves operations since"));
    assertThat(slack.roots().getFirst().mark().aside()).as("no card").isNotEmpty();
  }

  @Test
  void whatHasEndedMeanwhileIsNoLongerATrouble() {
    keepsSeeing(Duration.ofMinutes(1), silent(Silence.Why.TASKS_FAIL, NOON));

    sees(Duration.ofMinutes(2));

    assertThat(paged("status")).containsExactly("trouble", "resolved");
    assertThat(slack.thread().getLast()).startsWith("✓ This operation has ended.");
  }

  @Test
  void manyThatAreSilentForOneReasonAreOnePageThatNamesSomeOfThem() {
    keepsSeeing(Duration.ofMinutes(1), many(12, Optional.of(Silence.Why.TASKS_FAIL)));

    assertThat(paged("key")).containsExactly("dre-operations/failing");
    assertThat(paged("summary"))
        .singleElement()
        .asString()
        .startsWith("The worker fails at 12 operations each time since 12:00 UTC: nothing goes on.")
        .contains("Standing: migrate-db-0-aaaa, migrate-db-1-aaaa,")
        .endsWith(" and 2 more.");

    sees(Duration.ofMinutes(2), many(12, Optional.empty()));
    assertThat(paged("status")).containsExactly("trouble", "resolved");
  }

  @Test
  void threeThatAreSilentForOneReasonAreAPageEach() {
    keepsSeeing(Duration.ofMinutes(1), many(3, Optional.of(Silence.Why.UNKNOWN)));

    assertThat(paged("key"))
        .containsExactly(
            "migrate-db-0-aaaa/silent", "migrate-db-1-aaaa/silent", "migrate-db-2-aaaa/silent");
  }

  @Test
  void thosePagedForAlreadyAreNotPagedForOnceMoreWithManyOthers() {
    keepsSeeing(Duration.ofMinutes(1), many(2, Optional.of(Silence.Why.UNKNOWN)));
    keepsSeeing(Duration.ofMinutes(2), many(6, Optional.of(Silence.Why.UNKNOWN)));
    keepsSeeing(Duration.ofMinutes(3), many(7, Optional.of(Silence.Why.UNKNOWN)));

    assertThat(paged("key"))
        .containsExactly(
            "migrate-db-0-aaaa/silent", "migrate-db-1-aaaa/silent", "dre-operations/silent");
    assertThat(paged("summary").getLast())
        .asString()
        .startsWith("4 operations do not answer since 12:00 UTC.");
  }

  @Test
  void onlyWhatIsAboutToBeToldIsRememberedAsSuch() {
    sees(Duration.ofSeconds(37), many(50, Optional.of(Silence.Why.NO_WORKER)));

    assertThat(silences.told()).filteredOn(told -> told.key().startsWith("thread/")).hasSize(4);

    sees(Duration.ofSeconds(40), many(50, Optional.of(Silence.Why.NO_WORKER)));
    sees(Duration.ofSeconds(41), many(50, Optional.of(Silence.Why.NO_WORKER)));
    assertThat(silences.told()).filteredOn(told -> told.key().startsWith("thread/")).hasSize(8);
  }

  @Test
  void thatManyAnswerAgainIsToldAFewAtATime() {
    var waiting = new ArrayList<Runnable>();
    var told = new ArrayList<Told>();
    for (int i = 0; i < 10; i++) {
      told.add(Told.planned("thread/migrate-db-%d-aaaa".formatted(i), NOON, new TreeMap<>()));
    }
    silences =
        new Silences(new SilenceThread(slack), Optional.empty(), waiting::add, () -> now, told);

    sees(Duration.ofMinutes(1), many(10, Optional.empty()));
    sees(Duration.ofMinutes(2), many(10, Optional.empty()));
    assertThat(waiting).hasSize(4);

    waiting.forEach(Runnable::run);
    waiting.clear();
    sees(Duration.ofMinutes(3), many(10, Optional.empty()));
    assertThat(waiting).hasSize(4);
    assertThat(silences.told()).hasSize(6);
  }

  private static Silences.Look[] many(int how, Optional<Silence.Why> why) {
    return IntStream.range(0, how)
        .mapToObj(i -> new OperationId("migrate-db-%d-aaaa".formatted(i)))
        .map(
            id ->
                new Silences.Look(
                    id, Optional::empty, why.map(reason -> new Silence(NOON, reason))))
        .toArray(Silences.Look[]::new);
  }
}
