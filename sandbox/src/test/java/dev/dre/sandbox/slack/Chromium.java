package dev.dre.sandbox.slack;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browser of this machine, without a window; nothing is downloaded. */
final class Chromium {
  private static final Logger LOG = LoggerFactory.getLogger(Chromium.class);
  private static final String REMEDY =
      "no chromium and chromedriver on the PATH (Debian: apt-get install chromium chromium-driver)";

  private Chromium() {}

  /** Where there is none the test is skipped, or fails where one is promised. */
  static ChromeDriver open(int width, int height) {
    Path browser = find("chromium", "chromium-browser", "google-chrome").orElseGet(Chromium::none);
    Path driver = find("chromedriver").orElseGet(Chromium::none);
    var options = new ChromeOptions();
    options.setBinary(browser.toFile());
    // Containers have little shared memory, and root has no sandbox.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    var chromium = new ChromeDriver(service, options);
    resize(chromium, width, height);
    chromium.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", "en-GB"));
    return chromium;
  }

  /** The page itself gets this size, however small a window can be. */
  static void resize(ChromeDriver chromium, int width, int height) {
    chromium.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  static void darken(ChromeDriver chromium) {
    chromium.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  private static Path none() {
    if (System.getenv("CI") != null || System.getenv("DRE_REQUIRE_BROWSER") != null) {
      throw new AssertionError(REMEDY);
    }
    LOG.warn("Tests of the page are skipped: {}", REMEDY);
    return abort(REMEDY);
  }

  private static Optional<Path> find(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(d -> Path.of(d, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
