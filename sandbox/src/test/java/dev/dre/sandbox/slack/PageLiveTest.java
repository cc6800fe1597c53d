package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PageLiveTest extends PageTest {

  @Test
  void aCardChangesInPlaceAndKeepsTheFocus() throws Exception {
    FakeDre dre = FakeDre.with(bolt());
    String card = dre.postCard();
    openAs("alice");
    waitForText(".message", "43 %");
    run(
        "window.before = document.querySelector('.message'); arguments[0].focus()",
        find("[data-action=dre_pause]"));
    Object top = run("return window.before.getBoundingClientRect().top");

    dre.progress(card, 87);

    waitForText(".message", "87 %");
    assertThat(run("return document.querySelector('.message') === window.before")).isEqualTo(true);
    assertThat(run("return document.activeElement.dataset.action")).isEqualTo("dre_pause");
    assertThat(run("return window.before.getBoundingClientRect().top")).isEqualTo(top);
  }

  @Test
  void whatIsDeletedGoes() throws Exception {
    var bolt = bolt();
    String card = FakeDre.with(bolt).postCard();
    openAs("alice");
    waitForText(".message", "43 %");

    bolt.api().chatDelete(r -> r.channel(FakeDre.CHANNEL).ts(card));

    waitUntilGone(".message");
  }

  @Test
  void afterARestartThePageGoesOnByItself() {
    openAs("alice");
    say("before");
    waitForText(".message", "before");
    find("#composer-channel").sendKeys("half a thou");
    int port = standIn.url().getPort();

    standIn.close();
    waitForText(".connection", "Connection lost");
    standIn = SlackStandIn.start(new SlackStandInOptions(port, folder, options().workspace()));
    standIn.person("bob").says("#db-ops", "while you were away");

    waitForText(".message", "while you were away");
    await().until(() -> find(".connection").getText().isEmpty());
    assertThat(texts(".message-text")).contains("before");
    assertThat(find("#composer-channel").getDomProperty("value")).isEqualTo("half a thou");
  }

  @Test
  void aButtonThatNobodyAnswersSaysSo() throws Exception {
    FakeDre.with(bolt()).postCard();
    standIn.close();
    // The app goes on looking for the one at the old port.
    standIn = SlackStandIn.start(options());
    openAs("alice");

    click("[data-action=dre_pause]");

    waitForText(".trouble", "The app is not connected");
    assertThat(all(".button.pending")).isEmpty();
  }

  @Test
  void aButtonIsPressedUntilItIsAnswered() throws Exception {
    var seen = new AtomicBoolean();
    var bolt =
        bolt(
            app ->
                app.blockAction(
                    "dre_pause",
                    (request, context) -> {
                      await().until(seen::get);
                      return context.ack();
                    }));
    FakeDre.with(bolt).postCard();
    openAs("alice");

    click("[data-action=dre_pause]");
    find("[data-action=dre_pause][aria-busy=true]");
    seen.set(true);

    waitUntilGone("[data-action=dre_pause][aria-busy]");
    assertThat(all(".trouble")).isEmpty();
  }
}
