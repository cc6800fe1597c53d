package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.methods.MethodsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest extends PageTest {
  private static final String TABLE =
      "who,when\nalice,2026-11-24\nbob,\"after 6, or <b>never</b>\"\n";

  @TempDir Path downloads;

  private void share(MethodsClient api, String root, String content) throws Exception {
    var answer =
        api.filesUploadV2(
            r ->
                r.channel(FakeDre.CHANNEL)
                    .threadTs(root)
                    .filename("answers.csv")
                    .title("Answers to window")
                    .initialComment("All have answered")
                    .content(content));
    assertThat(answer.getError()).isNull();
  }

  @Test
  void aFileAppearsInItsThreadAndCanBeDownloaded() throws Exception {
    MethodsClient api = bolt().api();
    String root = api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).text("root")).getTs();
    api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).threadTs(root).text("the table"));
    openAs("alice");
    click(".replies");
    waitForText(".thread", "the table");

    share(api, root, TABLE);

    waitForText(".thread .message", "All have answered");
    assertThat(find(".thread .file-name").getText()).isEqualTo("Answers to window");
    assertThat(find(".thread .file-about").getText())
        .isEqualTo("answers.csv · CSV · " + TABLE.length() + " bytes");
    assertThat(find(".thread .file-preview").getText()).isEqualTo(TABLE.strip());
    assertThat(all(".channel .file")).isEmpty();

    browser()
        .executeCdpCommand(
            "Browser.setDownloadBehavior",
            Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    click(".thread .file-link");
    Path saved = downloads.resolve("answers.csv");
    await().until(() -> Files.exists(saved) && Files.size(saved) == TABLE.length());
    assertThat(saved).hasContent(TABLE);
  }

  @Test
  void aLongFileShowsHowItBegins() throws Exception {
    MethodsClient api = bolt().api();
    String root = api.chatPostMessage(r -> r.channel(FakeDre.CHANNEL).text("root")).getTs();
    share(api, root, "line\n".repeat(9) + "x".repeat(2_000));
    openAs("alice");

    click(".replies");

    waitForText(".thread .file-preview", "… 4 more lines");
    assertThat(find(".thread .file-about").getText()).isEqualTo("answers.csv · CSV · 2 kB");
  }
}
