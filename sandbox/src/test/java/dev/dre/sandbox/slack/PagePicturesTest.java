package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;

/** Not a test: pictures for people to look at, in the folder that the property names. */
@EnabledIfSystemProperty(
    named = "dre.screenshots",
    matches = ".+",
    disabledReason = "-Ddre.screenshots=DIR takes pictures of the page")
class PagePicturesTest extends PageTest {
  private static final Path ALBUM = Path.of(System.getProperty("dre.screenshots", "target"));

  @BeforeEach
  void tellAStory() throws Exception {
    FakeDre dre = FakeDre.with(bolt(FakeDre::listen));
    bob.says("#db-ops", "morning. db-42 moves today: @alice starts it, I am around to approve");
    alice.says("#db-ops", "thanks, starting now");
    String card = dre.postCard();
    dre.tell(
        card, "Plan 9f3a2c: 7 steps, approval before cut-over, finish. Started by <@U0ALICE01>.");
    dre.tell(card, "✓ *preflight* done in 12 s: 41 tables · 958 GB · PostgreSQL 16.14 → 18.4");
    dre.tell(card, "✓ *publish* done in 2 s");
    dre.tell(card, "*copy* started: copy the rows of all tables");
    dre.postGate(card);
    alice.says("#db-ops", "/dre migrte db-42 --to cluster-b");
  }

  @Test
  void pictures() throws Exception {
    for (String mode : new String[] {"light", "dark"}) {
      if (mode.equals("dark")) {
        Chromium.darken(browser());
      }
      Chromium.resize(browser(), 1280, 800);
      openAs("alice");
      waitForText(".message", "43 %");
      take(mode + "-channel");
      click(".replies");
      waitForText(".thread", "Approval needed");
      take(mode + "-thread");
      click("[data-action=dre_approve]");
      waitForText(".thread .ephemeral", "Not counted");
      take(mode + "-refused");
      click(".channel [data-action=dre_abort]");
      waitForText("dialog", "Why?");
      take(mode + "-dialog");
      click("dialog [aria-label=Close]");
      waitUntilGone("dialog");
      Chromium.resize(browser(), 420, 860);
      take(mode + "-narrow-thread");
      click("[aria-label='Close thread']");
      waitUntilGone(".thread");
      take(mode + "-narrow");
    }
  }

  static void take(String name) throws Exception {
    // No pointer and no focus in the picture, and everything in its place.
    run("document.activeElement?.blur()");
    new Actions(browser()).moveToLocation(0, 0).perform();
    browser().executeAsyncScript("requestAnimationFrame(() => setTimeout(arguments[0], 300))");
    Files.createDirectories(ALBUM);
    Path picture = ALBUM.resolve(name + ".png");
    Files.write(picture, browser().getScreenshotAs(OutputType.BYTES));
    assertThat(picture).isNotEmptyFile();
  }
}
