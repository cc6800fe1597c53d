package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.bolt.App;
import com.slack.api.methods.MethodsClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

class PageBlocksTest extends PageTest {
  private final List<String> clicks = new CopyOnWriteArrayList<>();
  private MethodsClient api;

  @BeforeEach
  void connect() throws Exception {
    api = bolt(this::listen).api();
  }

  private void listen(App app) {
    for (String action : List.of("retire", "step")) {
      app.blockAction(
          action,
          (request, context) -> {
            var used = request.getPayload().getActions().getFirst();
            clicks.add(
                used.getSelectedOption() == null
                    ? used.getActionId()
                    : used.getSelectedOption().getValue());
            return context.ack();
          });
    }
  }

  private void post(String text) throws Exception {
    api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).text(text));
  }

  private void postBlocks(String blocks) throws Exception {
    api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).text("blocks").blocksAsString(blocks));
  }

  /** The markup of the only message, without what is for the eye alone. */
  private static String markup() {
    return String.valueOf(
        run(
            "return document.querySelector('.message-text').innerHTML"
                + ".replace(/ (class|target|rel|datetime|title)=\"[^\"]*\"/g, '')"));
  }

  @Test
  void mrkdwnIsRead() throws Exception {
    post(
        "*bold* _it_ ~gone~ `a*b*` snake_case_name 2*3*4 <https://a.example/?x=1&amp;y=2|label> <@U0BOB0001> <!subteam^S0DREGRP1> &lt;b&gt; :warning: :unknown:\n&gt; quoted\nafter ```if (a &lt; b) *c*```");
    openAs("alice");
    waitForText(".message", "bold");

    assertThat(markup())
        .isEqualTo(
            "<strong>bold</strong> <em>it</em> <del>gone</del> <code>a*b*</code> snake_case_name 2*3*4 "
                + "<a href=\"https://a.example/?x=1&amp;y=2\">label</a> <span>@bob</span> <span>@dre</span> &lt;b&gt; ⚠️ :unknown:"
                + "<blockquote>quoted</blockquote>after <pre>if (a &lt; b) *c*</pre>");
  }

  @Test
  void momentsAreShownByTheClockOfTheReader() throws Exception {
    openAs("alice");
    browser()
        .executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));

    post("Open until <!date^1767607200^{date_short} {time}|then>");

    waitForText(".message", "Open until 5 Jan 2026 19:00");
    browser().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
  }

  @Test
  void scriptsInAMessageStayText() throws Exception {
    String attack = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
    openAs("alice");
    bob.says("#db-ops", attack);
    post(
        attack
            + " <javascript:window.hacked=1|click> <https://x.example/\"onmouseover=\"hacked=1|y>");
    postBlocks(
        """
        [{"type":"section","text":{"type":"mrkdwn","text":"%1$s"}},
         {"type":"header","text":{"type":"plain_text","text":"%1$s"}},
         {"type":"markdown","text":"%1$s [click](javascript:window.hacked=1)"}]
        """
            .formatted(attack));
    waitForText(".block.markdown", "click");

    assertThat(texts(".message")).allMatch(shown -> shown.contains("<script>"));
    assertThat(all(".message img, .message script, .message [onerror], .message [onmouseover]"))
        .isEmpty();
    assertThat(all(".message a[href^=javascript]")).isEmpty();
    assertThat(run("return String(window.hacked)")).isEqualTo("undefined");
  }

  @Test
  void everyKindOfBlockIsDrawn() throws Exception {
    postBlocks(
        """
        [{"type":"header","text":{"type":"plain_text","text":"Heading :rocket:"}},
         {"type":"section","fields":[{"type":"mrkdwn","text":"*Lag*"},{"type":"plain_text","text":"*3 s*"}]},
         {"type":"divider"},
         {"type":"context","elements":[{"type":"mrkdwn","text":"_note_"}]},
         {"type":"image","image_url":"https://x.example/lag.png","alt_text":"lag over a day"},
         {"type":"markdown","text":"## Plan\\n- one\\n- **two**"},
         {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"rich","style":{"bold":true}}]}]},
         {"type":"video","alt_text":"a film","title":{"type":"plain_text","text":"t"},"thumbnail_url":"https://x.example/t","video_url":"https://x.example/v"}]
        """);
    openAs("alice");
    waitForText(".block.header", "Heading 🚀");

    assertThat(texts(".section-field")).containsExactly("Lag", "*3 s*");
    assertThat(texts(".context-text em")).containsExactly("note");
    assertThat(find(".picture").getDomAttribute("aria-label")).isEqualTo("lag over a day");
    assertThat(all(".message img")).isEmpty();
    assertThat(texts(".block.markdown li")).containsExactly("one", "two");
    assertThat(texts(".block.rich_text strong")).containsExactly("rich");
    assertThat(find(".unknown-block").getText()).contains("video");
  }

  @Test
  void whatAButtonWantsConfirmedIsAskedFirst() throws Exception {
    postBlocks(
        """
        [{"type":"actions","elements":[{"type":"button","action_id":"retire","text":{"type":"plain_text","text":"Retire"},"style":"danger",
          "confirm":{"title":{"type":"plain_text","text":"Retire db-42?"},"text":{"type":"mrkdwn","text":"It is *gone* then."},
            "confirm":{"type":"plain_text","text":"Retire it"},"deny":{"type":"plain_text","text":"Keep it"}}}]}]
        """);
    openAs("alice");

    click("[data-action=retire]");
    waitForText("dialog", "It is gone then.");
    click("dialog .button.plain");
    waitUntilGone("dialog");
    assertThat(clicks).isEmpty();

    click("[data-action=retire]");
    click("dialog .button.primary");
    waitUntilGone("dialog");
    waitUntilGone(".button.pending");
    assertThat(clicks).containsExactly("retire");
  }

  @Test
  void aChoiceFromAMenuIsSent() throws Exception {
    postBlocks(
        """
        [{"type":"section","text":{"type":"mrkdwn","text":"Which step?"},"accessory":{"type":"static_select","action_id":"step",
          "options":[{"text":{"type":"plain_text","text":"Copy"},"value":"copy"},{"text":{"type":"plain_text","text":"Retire"},"value":"retire"}]}}]
        """);
    openAs("alice");

    new Select(find(".accessory select")).selectByVisibleText("Retire");

    await().until(() -> clicks.equals(List.of("retire")));
  }

  @Test
  void aLinkToAMessageOpensItHere() throws Exception {
    String card = FakeDre.with(bolt()).postCard();
    String link =
        api.chatGetPermalink(r -> r.channel(FakeDre.CHANNEL).messageTs(card)).getPermalink();
    post("db-42 is busy: <" + link + "|its card>");
    openAs("alice");

    click(".message a.link");

    waitForText(".thread .message.root", "Migrate db-42");
  }
}
