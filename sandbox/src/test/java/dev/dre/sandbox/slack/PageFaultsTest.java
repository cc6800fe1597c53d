package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dre.sandbox.faults.CannotSwitch;
import dev.dre.sandbox.faults.Fault;
import dev.dre.sandbox.faults.Switch;
import dev.dre.sandbox.faults.Switchboard;
import dev.dre.sandbox.faults.SwitchboardApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

class PageFaultsTest extends PageTest {

  private static final String PAGER = "[data-fault=pager-fails]";
  private static final String GUARD = "[data-fault=guard-breaches]";

  private final Switchboard switchboard = new Switchboard();

  @Override
  @BeforeEach
  void start() {
    switchboard.add(Fault.TEMPORAL_DOWN, Switch.of(() -> {}, () -> {}));
    switchboard.add(Fault.PAGER_FAILS, Switch.of(() -> {}, () -> {}));
    switchboard.add(
        Fault.GUARD_BREACHES,
        Switch.of(
            () -> {
              throw new CannotSwitch("nothing is replicated now");
            },
            () -> {}));
    standIn = SlackStandIn.start(options(), new SwitchboardApi(switchboard)::addTo);
  }

  @AfterEach
  void endSwitchboard() {
    switchboard.close();
  }

  @Test
  void aSwitchBreaksAndTheHeaderSaysSoUntilAllIsOff() {
    openAs("alice");
    click("#faults-button");
    waitForText(".fault-expect", Fault.PAGER_FAILS.expect());

    click(PAGER);

    find(PAGER + "[aria-checked=true]");
    assertThat(isOn(Fault.PAGER_FAILS)).isTrue();
    waitForText("#faults-button .count", "1");
    assertThat(find("#faults-button").getDomAttribute("aria-label")).isEqualTo("Faults, 1 on");
    waitForText("#announcer", "Pager answers with 500: switched on");

    click(".faults .button");

    find(PAGER + "[aria-checked=false]");
    waitUntilGone("#faults-button .count");
    assertThat(isOn(Fault.PAGER_FAILS)).isFalse();
  }

  @Test
  void whatCannotBeSwitchedSaysWhyBesideItsSwitch() {
    openAs("alice");
    click("#faults-button");

    click(GUARD);

    waitForText(".fault-problem[role=alert]", "nothing is replicated now");
    assertThat(find(GUARD).getDomAttribute("aria-checked")).isEqualTo("false");
  }

  @Test
  void theKeyboardIsEnough() {
    openAs("alice");
    find("#faults-button").sendKeys(Keys.ENTER);
    await().until(() -> run("return document.activeElement.id").equals("faults-title"));

    find(PAGER).sendKeys(Keys.SPACE);
    find(PAGER + "[aria-checked=true]");
    assertThat(run("return document.activeElement.dataset.fault")).isEqualTo("pager-fails");
    find(PAGER).sendKeys(Keys.TAB);
    await().until(() -> !run("return document.activeElement.dataset.fault").equals("pager-fails"));
    find(PAGER).sendKeys(Keys.ESCAPE);

    waitUntilGone(".faults");
    assertThat(run("return document.activeElement.id")).isEqualTo("faults-button");
  }

  @Test
  void aScreenReaderHearsWhatEachSwitchIsFor() {
    openAs("alice");
    click("#faults-button");

    var pager = find(PAGER);

    assertThat(pager.getAriaRole()).isEqualTo("switch");
    assertThat(pager.getAccessibleName()).startsWith(Fault.PAGER_FAILS.title());
    assertThat(find("#" + pager.getDomAttribute("aria-describedby")).getText())
        .isEqualTo(Fault.PAGER_FAILS.expect());
  }

  @Test
  void aPhoneIsWideEnough() {
    Chromium.resize(browser(), 390, 844);
    try {
      openAs("alice");
      click("#faults-button");
      find(PAGER).click();

      find(PAGER + "[aria-checked=true]");
      assertThat(run("return document.documentElement.scrollWidth <= 390")).isEqualTo(true);
      assertThat(
              run("return document.querySelector('.faults').getBoundingClientRect().width <= 390"))
          .isEqualTo(true);
    } finally {
      Chromium.resize(browser(), 1280, 800);
    }
  }

  @Test
  void whatSomebodyElseSwitchesIsSeen() {
    openAs("alice");
    find("#faults-button");

    switchboard.on(Fault.TEMPORAL_DOWN).join();

    waitForText("#faults-button .count", "1");
    become("bob");
    waitForText("#faults-button .count", "1");
  }

  private boolean isOn(Fault fault) {
    return switchboard.now(fault).orElseThrow().isOn();
  }
}
