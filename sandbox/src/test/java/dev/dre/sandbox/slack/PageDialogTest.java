package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class PageDialogTest extends PageTest {
  @BeforeEach
  void postACard() throws Exception {
    FakeDre.with(bolt(FakeDre::listen)).postCard();
    openAs("alice");
  }

  private static void openAbort() {
    click("[data-action=dre_abort]");
    waitForText("dialog", "Abort migrate-db-42-k7f3?");
  }

  private static String focused() {
    return String.valueOf(
        run(
            "return document.activeElement.dataset.field || document.activeElement.dataset.action || ''"));
  }

  @Test
  void aDialogThatWasLoadingIsFilledAndTakesTheFocusToItsField() {
    openAbort();

    await().until(() -> focused().equals("reason"));
    assertThat(find("dialog h2").getText()).isEqualTo("Abort");
    assertThat(texts("dialog footer button")).containsExactly("Keep running", "Abort");
  }

  @Test
  void whatIsMissingIsSaidAtTheFieldAndNothingIsSent() {
    openAbort();

    click("dialog [type=submit]");
    waitForText("dialog .field-error", "Please complete this required field.");
    find("dialog textarea").sendKeys("no");
    click("dialog [type=submit]");
    waitForText("dialog .field-error", "Please say a little more");

    assertThat(find("dialog textarea").getDomProperty("value")).isEqualTo("no");
    assertThat(find("dialog textarea").getDomAttribute("aria-invalid")).isEqualTo("true");
    assertThat(focused()).isEqualTo("reason");
    assertThat(bob.messages("#db-ops")).hasSize(1);
  }

  @Test
  void aDialogThatIsAcceptedCloses() {
    openAbort();

    find("dialog textarea").sendKeys("disk is filling up", Keys.chord(Keys.CONTROL, Keys.ENTER));

    waitUntilGone("dialog");
    waitForText(".message", "“disk is filling up”");
    assertThat(alice.openView()).isEmpty();
  }

  @Test
  void escapeClosesADialogAndTheFocusGoesBack() {
    openAbort();
    await().until(() -> focused().equals("reason"));

    find("dialog textarea").sendKeys(Keys.ESCAPE);

    waitUntilGone("dialog");
    await().until(() -> alice.openView().isEmpty());
    await().until(() -> focused().equals("dre_abort"));
  }

  @Test
  void aDialogOnTopOfAnotherLeadsBackToIt() {
    openAbort();

    click("dialog [data-action=dre_plan]");
    waitForText("dialog h2", "Plan 9f3a2c");
    click("dialog [aria-label=Back]");

    waitForText("dialog", "Abort migrate-db-42-k7f3?");
    assertThat(all("dialog [aria-label=Back]")).isEmpty();
  }

  @Test
  void aDialogIsStillOpenAfterAReload() {
    openAbort();

    browser().navigate().refresh();

    waitForText("dialog", "Abort migrate-db-42-k7f3?");
  }
}
