package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

class PageMessagesTest extends PageTest {

  @Test
  void enterSendsAndShiftEnterBeginsALine() {
    openAs("alice");

    find("#composer-channel")
        .sendKeys("first line", Keys.chord(Keys.SHIFT, Keys.ENTER), "for @bob", Keys.ENTER);

    waitForText(".message", "for @bob");
    assertThat(only(bob).text()).isEqualTo("first line\nfor <@U0BOB0001>");
    assertThat(find("#composer-channel").getDomProperty("value")).isEmpty();
  }

  @Test
  void aPrivateAnswerIsSeenByNobodyElse() throws Exception {
    bolt(FakeDre::listen);
    openAs("alice");

    say("/dre help");
    waitForText(".message.ephemeral", "dre runs runbooks");
    assertThat(texts(".only-you")).containsExactly("Only visible to you");

    become("bob");
    assertThat(all(".message")).isEmpty();
    become("alice");
    waitForText(".message.ephemeral", "dre runs runbooks");
  }

  @Test
  void aCommandThatIsNotKnownIsRefusedPrivatelyAndCanBeCorrected() {
    openAs("alice");

    say("/drey list");

    waitForText(".message.ephemeral", "/drey is not a valid command");
    await().until(() -> "/drey list".equals(find("#composer-channel").getDomProperty("value")));
    assertThat(alice.messages("#db-ops")).isEmpty();
  }

  @Test
  void aSlashShowsTheCommandsAndTabCompletes() throws Exception {
    bolt(FakeDre::listen);
    openAs("alice");

    find("#composer-channel").sendKeys("/d");
    waitForText("[role=option]", "/dre [runbook]");
    find("#composer-channel").sendKeys(Keys.TAB, "help", Keys.ENTER);

    waitForText(".message.ephemeral", "dre runs runbooks");
  }

  @Test
  void whatOthersSayElsewhereIsCountedUntilItIsRead() {
    openAs("alice");

    bob.says("#general", "@alice look at this");

    waitForText(".channel-link.unread .count.mentions", "1");
    click(".channel-link.unread");
    waitForText(".message", "look at this");
    waitUntilGone(".channel-link.unread");
  }

  @Test
  void twoTabsAreTwoPeople() {
    openAs("alice");
    String first = browser().getWindowHandle();
    browser().switchTo().newWindow(WindowType.TAB);
    openAs("bob");
    String second = browser().getWindowHandle();
    say("from bob");

    browser().switchTo().window(first);
    waitForText(".message", "from bob");
    browser().navigate().refresh();

    assertThat(find("[aria-pressed=true] .person-name").getText()).isEqualTo("alice");
    browser().switchTo().window(second).close();
    browser().switchTo().window(first);
  }

  @Test
  void onAPhoneNothingIsCutOffAndTheChannelsAreBehindAButton() throws Exception {
    FakeDre.with(bolt()).postCard();
    Chromium.resize(browser(), 420, 860);
    try {
      openAs("alice");
      waitForText(".message", "43 %");
      assertThat(run("return document.documentElement.scrollWidth")).isEqualTo(420L);
      assertThat(find(".sidebar").isDisplayed()).isFalse();

      click("[aria-label=Channels]");
      await().until(() -> find(".sidebar").isDisplayed());
      click(".channel-link:not(.current)");

      waitForText(".pane-title", "general");
      await().until(() -> !find(".sidebar").isDisplayed());
    } finally {
      Chromium.resize(browser(), 1280, 800);
    }
  }

  @Test
  void guestsSeeOnlyTheirChannels() {
    openAs("dave");

    assertThat(texts(".channel-name")).containsExactly("db-ops");
  }

  @Test
  void aThreadIsCountedUnderItsRootAndReadBeside() throws Exception {
    FakeDre dre = FakeDre.with(bolt());
    String card = dre.postCard();
    dre.tell(card, "copy started");
    openAs("alice");
    waitForText(".channel .replies", "1 reply");

    click(".channel .replies");
    waitForText(".thread .message", "copy started");
    dre.tell(card, "copy done");
    waitForText(".thread .message", "copy done");
    waitForText(".channel .replies", "2 replies");
    find("#composer-thread").sendKeys("nice", Keys.ENTER);
    waitForText(".thread .message", "nice");

    assertThat(texts(".channel .message")).hasSize(1);
    click("[aria-label='Close thread']");
    waitUntilGone(".thread");
  }

  @Test
  void commandsAreRefusedInThreads() throws Exception {
    String card = FakeDre.with(bolt(FakeDre::listen)).postCard();
    openAs("alice");
    browser().get(standIn.url() + "/?as=alice#/db-ops/" + card);

    find("#composer-thread").sendKeys("/dre list", Keys.ENTER);

    waitForText(".thread .message.ephemeral", "/dre is not supported in threads");
  }

  @Test
  void theReaderHearsOfNewMessages() {
    openAs("alice");

    bob.says("#db-ops", "the *copy* is done");

    await()
        .untilAsserted(
            () ->
                assertThat(find("#announcer").getDomProperty("textContent"))
                    .isEqualTo("bob: the copy is done"));
  }
}
