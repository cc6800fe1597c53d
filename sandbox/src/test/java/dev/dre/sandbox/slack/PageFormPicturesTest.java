package dev.dre.sandbox.slack;

import com.slack.api.methods.MethodsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Not a test: a form and a file, as {@link PagePicturesTest} takes its pictures. */
@EnabledIfSystemProperty(
    named = "dre.screenshots",
    matches = ".+",
    disabledReason = "-Ddre.screenshots=DIR takes pictures of the page")
class PageFormPicturesTest extends PageTest {

  @Test
  void aFormAndItsFile() throws Exception {
    var form = new AnswerForm();
    MethodsClient api = bolt(form.listeners()).api();
    String root = api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).text("Answers")).getTs();
    api.filesUploadV2(
        r ->
            r.channel(FakeDre.CHANNEL)
                .threadTs(root)
                .filename("answers.csv")
                .title("Answers to window")
                .initialComment("All have answered")
                .content("who,when,rows\nalice,2026-11-24,100\nbob,\"2026-12-01, or later\",7\n"));
    for (String mode : new String[] {"light", "dark"}) {
      if (mode.equals("dark")) {
        Chromium.darken(browser());
      }
      openAs("alice");
      click("[data-ts='" + root + "'] .replies");
      waitForText(".thread", "All have answered");
      PagePicturesTest.take(mode + "-file");
      alice.says("#db-ops", "/dre answer");
      waitForText("dialog h2", "Answer");
      PagePicturesTest.take(mode + "-form");
      find("dialog [data-block=rows] input").sendKeys("x");
      click("dialog [type=submit]");
      waitForText("dialog .field-error", "valid number");
      PagePicturesTest.take(mode + "-form-errors");
      click("dialog [aria-label=Close]");
      waitUntilGone("dialog");
    }
  }
}
