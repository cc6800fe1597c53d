package dev.dre.sandbox.slack;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.model.Message;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTest extends StandInTest {
  private static final String CHANNEL = "C0DBOPS01";

  private MethodsClient api;

  @BeforeEach
  void connect() throws Exception {
    api = bolt().api();
  }

  private String post(String text) throws Exception {
    var posted = api.chatPostMessage(r -> r.channel(CHANNEL).text(text));
    assertThat(posted.getError()).isNull();
    return posted.getTs();
  }

  @Test
  void aPostIsSeenByEverybodyInTheChannel() throws Exception {
    String ts = post("hello");

    assertThat(only(bob).ts()).isEqualTo(ts);
    assertThat(only(bob).text()).isEqualTo("hello");
    assertThat(only(bob).author()).isEqualTo("dre");
    assertThat(ts).matches("\\d{10}\\.\\d{6}");
  }

  @Test
  void aChannelMayBeGivenByNameWhenPosting() throws Exception {
    assertThat(api.chatPostMessage(r -> r.channel("#db-ops").text("x")).getChannel())
        .isEqualTo(CHANNEL);
  }

  @Test
  void repliesAreCountedAtTheRootAndNotShownInTheChannel() throws Exception {
    String root = post("root");
    api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("first"));
    String last =
        api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("second")).getTs();

    assertThat(only(alice).replyCount()).isEqualTo(2);
    assertThat(alice.thread(only(alice)))
        .extracting(SlackMessage::text)
        .containsExactly("root", "first", "second");
    Message seen = api.conversationsHistory(r -> r.channel(CHANNEL)).getMessages().getFirst();
    assertThat(seen.getReplyCount()).isEqualTo(2);
    assertThat(seen.getLatestReply()).isEqualTo(last);
  }

  @Test
  void aReplyCanBeBroadcastToTheChannel() throws Exception {
    String root = post("root");
    api.chatPostMessage(
        r -> r.channel(CHANNEL).threadTs(root).text("everybody").replyBroadcast(true));

    assertThat(alice.messages("#db-ops"))
        .extracting(SlackMessage::text)
        .containsExactly("root", "everybody");
  }

  @Test
  void peopleReplyInThreadsToo() throws Exception {
    post("root");

    alice.repliesTo(only(alice), "looks fine, @bob & <all>");

    SlackMessage reply = bob.thread(only(bob)).getLast();
    assertThat(reply.text()).isEqualTo("looks fine, <@U0BOB0001> &amp; &lt;all&gt;");
    assertThat(reply.author()).isEqualTo("alice");
    assertThat(reply.fromBot()).isFalse();
  }

  @Test
  void textInPlaceOfBlocksRemovesThem() throws Exception {
    var blocks = asBlocks(section(s -> s.text(markdownText("*shown*"))));
    String ts = api.chatPostMessage(r -> r.channel(CHANNEL).text("t").blocks(blocks)).getTs();
    assertThat(only(alice).shown()).isEqualTo("*shown*");

    api.chatUpdate(r -> r.channel(CHANNEL).ts(ts).text("only text now"));

    assertThat(only(alice).shown()).isEqualTo("only text now");
    assertThat(only(alice).json().path("edited").path("user").asText()).isEqualTo("U0DREBOT1");
  }

  @Test
  void metadataStaysUntilItIsReplacedAndIsReturnedWhenAskedFor() throws Exception {
    var metadata =
        Message.Metadata.builder()
            .eventType("dre_event")
            .eventPayload(Map.of("op", "k7f3"))
            .build();
    String ts = api.chatPostMessage(r -> r.channel(CHANNEL).text("x").metadata(metadata)).getTs();
    api.chatUpdate(r -> r.channel(CHANNEL).ts(ts).text("y"));

    Message with =
        api.conversationsHistory(r -> r.channel(CHANNEL).includeAllMetadata(true))
            .getMessages()
            .getFirst();
    Message without = api.conversationsHistory(r -> r.channel(CHANNEL)).getMessages().getFirst();
    Message inThread =
        api.conversationsReplies(r -> r.channel(CHANNEL).ts(ts).includeAllMetadata(true))
            .getMessages()
            .getFirst();

    assertThat(with.getMetadata().getEventPayload()).containsEntry("op", "k7f3");
    assertThat(inThread.getMetadata().getEventType()).isEqualTo("dre_event");
    assertThat(without.getMetadata()).isNull();
  }

  @Test
  void aDeletedMessageIsGoneForEverybody() throws Exception {
    String ts = post("oops");

    assertThat(api.chatDelete(r -> r.channel(CHANNEL).ts(ts)).isOk()).isTrue();

    assertThat(alice.messages("#db-ops")).isEmpty();
    assertThat(api.chatDelete(r -> r.channel(CHANNEL).ts(ts)).getError())
        .isEqualTo("message_not_found");
  }

  @Test
  void whatSomebodyElseWroteIsNotTheAppsToChange() throws Exception {
    alice.says("#db-ops", "mine");
    String ts = only(alice).ts();

    assertThat(api.chatUpdate(r -> r.channel(CHANNEL).ts(ts).text("x")).getError())
        .isEqualTo("cant_update_message");
    assertThat(api.chatDelete(r -> r.channel(CHANNEL).ts(ts)).getError())
        .isEqualTo("cant_delete_message");
    assertThat(only(alice).text()).isEqualTo("mine");
  }

  @Test
  void eachRefusalHasSlacksName() throws Exception {
    String ts = post("x");

    assertThat(api.chatPostMessage(r -> r.channel("C0NOWHERE").text("x")).getError())
        .isEqualTo("channel_not_found");
    assertThat(api.chatPostMessage(r -> r.channel("C0GENERAL").text("x")).getError())
        .isEqualTo("not_in_channel");
    assertThat(api.chatPostMessage(r -> r.channel(CHANNEL).text("")).getError())
        .isEqualTo("no_text");
    assertThat(
            api.chatPostMessage(r -> r.channel(CHANNEL).threadTs("1.000001").text("x")).getError())
        .isEqualTo("cannot_reply_to_message");
    assertThat(api.chatUpdate(r -> r.channel(CHANNEL).ts("1.000001").text("x")).getError())
        .isEqualTo("message_not_found");
    assertThat(api.chatUpdate(r -> r.channel(CHANNEL).ts(ts).text("x".repeat(4001))).getError())
        .isEqualTo("msg_too_long");
    assertThat(api.conversationsReplies(r -> r.channel(CHANNEL).ts("1.000001")).getError())
        .isEqualTo("thread_not_found");
    assertThat(
            api.chatPostEphemeral(r -> r.channel(CHANNEL).user("U0NOBODY1").text("x")).getError())
        .isEqualTo("user_not_in_channel");
  }

  @Test
  void theAppCanBeInvitedOrJoin() throws Exception {
    alice.says("#general", "/invite @dre");

    assertThat(api.chatPostMessage(r -> r.channel("C0GENERAL").text("hello")).isOk()).isTrue();
    assertThat(api.conversationsJoin(r -> r.channel("C0GENERAL")).getWarning())
        .isEqualTo("already_in_channel");
  }

  @Test
  void aPermalinkNamesTheThread() throws Exception {
    String root = post("root");
    String reply = api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("r")).getTs();

    assertThat(api.chatGetPermalink(r -> r.channel(CHANNEL).messageTs(root)).getPermalink())
        .isEqualTo("https://sandbox.slack.com/archives/C0DBOPS01/p" + root.replace(".", ""));
    assertThat(api.chatGetPermalink(r -> r.channel(CHANNEL).messageTs(reply)).getPermalink())
        .endsWith("?thread_ts=" + root + "&cid=C0DBOPS01");
  }
}
