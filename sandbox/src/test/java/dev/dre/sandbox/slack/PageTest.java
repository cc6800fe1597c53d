package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a browser, with a stand-in of its own for each test. */
abstract class PageTest extends StandInTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Optional<ChromeDriver> chromium = Optional.empty();

  /** A browser on a busy machine may need longer than Slack gives. */
  @Override
  SlackStandInOptions options() {
    return super.options().withAckDeadline(PATIENCE);
  }

  @BeforeAll
  static void openBrowser() {
    chromium = Optional.of(Chromium.open(1280, 800));
  }

  @AfterAll
  static void closeBrowser() {
    chromium.ifPresent(ChromeDriver::quit);
    chromium = Optional.empty();
  }

  /** Otherwise the page of the last test would look for its stand-in for ever. */
  @AfterEach
  void leave() {
    browser().get("about:blank");
  }

  static ChromeDriver browser() {
    return chromium.orElseThrow();
  }

  void openAs(String person) {
    browser().get(standIn.url() + "/?as=" + person);
    find("#composer-channel");
  }

  static void become(String person) {
    click("[data-person=" + person + "]");
    find("[data-person=" + person + "][aria-pressed=true]");
    find("#composer-channel");
  }

  /** The one element that {@code css} selects, as soon as it is there. */
  static WebElement find(String css) {
    return await()
        .atMost(PATIENCE)
        .until(() -> browser().findElements(By.cssSelector(css)), found -> found.size() == 1)
        .getFirst();
  }

  static List<WebElement> all(String css) {
    return browser().findElements(By.cssSelector(css));
  }

  static void click(String css) {
    find(css).click();
  }

  /** Types into the channel's composer, and sends it. */
  static void say(String text) {
    find("#composer-channel").sendKeys(text, Keys.ENTER);
  }

  static void waitForText(String css, String text) {
    await()
        .atMost(PATIENCE)
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(
            () -> assertThat(texts(browser(), css)).anyMatch(shown -> shown.contains(text)));
  }

  static void waitUntilGone(String css) {
    await().atMost(PATIENCE).until(() -> all(css).isEmpty());
  }

  /** What is to be read in everything that {@code css} selects. */
  static List<String> texts(SearchContext where, String css) {
    return where.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  static List<String> texts(String css) {
    return texts(browser(), css);
  }

  static Object run(String script, Object... arguments) {
    return Optional.ofNullable(browser().executeScript(script, arguments)).orElse("nothing");
  }
}
