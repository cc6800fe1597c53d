package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class EventsTest extends StandInTest {

  @Test
  void whatChangesInAChannelIsTold() throws Exception {
    var api = bolt().api();
    try (var events = EventStream.of(standIn.url(), "bob")) {
      String ts = api.chatPostMessage(r -> r.channel("C0DBOPS01").text("one")).getTs();
      api.chatUpdate(r -> r.channel("C0DBOPS01").ts(ts).text("two"));
      String reply =
          api.chatPostMessage(r -> r.channel("C0DBOPS01").threadTs(ts).text("r")).getTs();
      await()
          .untilAsserted(
              () ->
                  assertThat(events.types())
                      .containsExactly(
                          "hello", "message", "message_changed", "message", "message_changed"));
      assertThat(events.last().path("message").path("reply_count").asInt()).isEqualTo(1);
      assertThat(events.last().path("message").path("author").path("name").asText())
          .isEqualTo("dre");

      api.chatDelete(r -> r.channel("C0DBOPS01").ts(reply));
      await().until(() -> events.types().size() == 7);
      assertThat(events.types().subList(5, 7))
          .containsExactly("message_deleted", "message_changed");
    }
  }

  @Test
  void whatIsPrivateIsToldToNobodyElse() throws Exception {
    bolt(app -> app.command("/dre", (request, context) -> context.ack("psst")));
    try (var mine = EventStream.of(standIn.url(), "alice");
        var others = EventStream.of(standIn.url(), "bob")) {
      alice.says("#db-ops", "/dre list");
      alice.says("#db-ops", "hello");

      await().until(() -> others.types().size() == 2);
      assertThat(others.types()).containsExactly("hello", "message");
      await().until(() -> mine.types().size() == 3);
      assertThat(mine.types()).containsExactly("hello", "ephemeral", "message");
    }
  }

  @Test
  void anAckThatNeverCameIsANotice() throws Exception {
    try (var events = EventStream.of(standIn.url(), "alice")) {
      alice.says("#db-ops", "/dre list");

      await().until(() -> events.types().contains("notice"));
      assertThat(events.last().path("text").asText()).contains("dispatch_failed");
    }
  }

  @Test
  void guestsHearNothingOfChannelsTheyAreNotIn() throws Exception {
    try (var events = EventStream.of(standIn.url(), "dave")) {
      alice.says("#general", "not for guests");
      alice.says("#db-ops", "for everybody");

      await().until(() -> events.types().size() == 2);
      assertThat(events.last().path("message").path("text").asText()).isEqualTo("for everybody");
    }
  }
}
