package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

class PageFormTest extends PageTest {
  private final AnswerForm form = new AnswerForm();

  @BeforeEach
  void openForm() throws Exception {
    bolt(form.listeners());
    openAs("alice");
    say("/dre answer");
    waitForText("dialog h2", "Answer");
  }

  private static String in(String block) {
    return "dialog [data-block=" + block + "] ";
  }

  private static void type(String block, String text) {
    find(in(block) + "input").sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  @Test
  void eachFieldShowsWhatItBeginsWith() {
    assertThat(find(in("rows") + "input").getDomProperty("value")).isEqualTo("100");
    assertThat(find(in("when") + "input").getDomProperty("value")).isEqualTo("2026-11-24");
    assertThat(new Select(find(in("db") + "select")).getFirstSelectedOption().getText())
        .isEqualTo("db-43");
    assertThat(all(in("go") + "input:checked")).isEmpty();
    assertThat(texts(in("go") + ".choice")).containsExactly("Yes", "No\nIt waits a week");
  }

  @Test
  void whatIsWrongIsSaidAtTheFieldAndWhatWasFilledInStays() {
    type("rows", "many");
    click("dialog [type=submit]");
    waitForText(in("rows") + ".field-error", "Please enter a valid number.");
    waitForText(in("go") + ".field-error", "Please complete this required field.");
    assertThat(form.received()).isEmpty();

    form.refuses(Map.of("when", "That is a holiday."));
    type("rows", "7");
    click(in("go") + "input[value=yes]");
    click("dialog [type=submit]");

    waitForText(in("when") + ".field-error", "That is a holiday.");
    assertThat(texts(in("rows") + ".field-error")).isEmpty();
    assertThat(find(in("rows") + "input").getDomProperty("value")).isEqualTo("7");
    assertThat(all(in("go") + "input:checked")).hasSize(1);
  }

  @Test
  void whatIsFilledInIsSent() {
    type("why", "calm");
    type("rows", "250");
    run(
        "const f = document.querySelector(arguments[0]); f.value = '2026-12-01'; f.dispatchEvent(new Event('change', {bubbles: true}))",
        in("when") + "input");
    click(in("go") + "input[value=no]");
    new Select(find(in("db") + "select")).selectByVisibleText("db-42");
    click("dialog [type=submit]");

    waitUntilGone("dialog");
    await().until(() -> form.received().size() == 1);
    assertThat(form.received())
        .containsExactly(
            Map.of("why", "calm", "rows", "250", "when", "2026-12-01", "go", "no", "db", "db-42"));
  }
}
