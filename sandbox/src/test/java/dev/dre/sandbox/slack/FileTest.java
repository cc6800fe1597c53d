package dev.dre.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import com.slack.api.model.File;
import com.slack.api.model.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileTest extends StandInTest {
  private static final String CHANNEL = "C0DBOPS01";
  private static final String TABLE = "who,when\nalice,2026-11-24\nbob,\"after 6, or never\"\n";

  private MethodsClient api;
  private String root;

  @BeforeEach
  void connect() throws Exception {
    api = bolt().api();
    root = api.chatPostMessage(r -> r.channel(CHANNEL).text("root")).getTs();
  }

  private FilesGetUploadURLExternalResponse announce(String content) throws Exception {
    var announced =
        api.filesGetUploadURLExternal(r -> r.filename("answers.csv").length(content.length()));
    assertThat(announced.getError()).isNull();
    return announced;
  }

  private static HttpResponse<String> send(FilesGetUploadURLExternalResponse to, String content)
      throws Exception {
    return RawClient.post(URI.create(to.getUploadUrl()), "text/csv", content);
  }

  private FilesCompleteUploadExternalResponse complete(String id) throws Exception {
    return api.filesCompleteUploadExternal(
        r ->
            r.files(List.of(FileDetails.builder().id(id).title("Answers").build()))
                .channelId(CHANNEL)
                .threadTs(root)
                .initialComment("All have answered"));
  }

  private String uploaded() throws Exception {
    var announced = announce(TABLE);
    assertThat(send(announced, TABLE).statusCode()).isEqualTo(200);
    return announced.getFileId();
  }

  private SlackMessage lastReply(SlackPerson person) {
    return person.thread(only(person)).getLast();
  }

  @Test
  void aFileIsSharedInItsThreadAndEverybodyThereCanReadIt() throws Exception {
    var completed = complete(uploaded());

    assertThat(completed.getError()).isNull();
    assertThat(completed.getFiles()).extracting(File::getTitle).containsExactly("Answers");
    assertThat(completed.getFiles().getFirst().getShares()).isNull();
    SlackMessage shown = lastReply(bob);
    assertThat(shown.text()).isEqualTo("All have answered");
    assertThat(shown.author()).isEqualTo("dre");
    SlackFile file = shown.files().getFirst();
    assertThat(file.name()).isEqualTo("answers.csv");
    assertThat(file.type()).isEqualTo("csv");
    assertThat(file.size()).isEqualTo(TABLE.length());
    assertThat(bob.downloads(file)).isEqualTo(TABLE);
    assertThat(only(alice).replyCount()).isEqualTo(1);
  }

  @Test
  void itStandsWhereItCameAmongTheReplies() throws Exception {
    api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("the table"));
    String id = uploaded();
    api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("before the file"));
    complete(id);
    api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("after it"));

    assertThat(alice.thread(only(alice)))
        .extracting(SlackMessage::text)
        .containsExactly("root", "the table", "before the file", "All have answered", "after it");
  }

  @Test
  void theAppFindsItAgainInTheThreadAndByItsId() throws Exception {
    String id = uploaded();
    complete(id);

    Message reply =
        api.conversationsReplies(r -> r.channel(CHANNEL).ts(root)).getMessages().getLast();
    File info = api.filesInfo(r -> r.file(id)).getFile();

    assertThat(reply.getFiles()).extracting(File::getId).containsExactly(id);
    assertThat(info.getPreview()).startsWith("who,when\n");
    assertThat(info.getShares().getPublicChannels())
        .extractingByKey(CHANNEL, InstanceOfAssertFactories.list(File.ShareDetail.class))
        .extracting(File.ShareDetail::getTs)
        .containsExactly(reply.getTs());
    assertThat(api.filesInfo(r -> r.file("F0NOWHERE")).getError()).isEqualTo("file_not_found");
  }

  @Test
  void theOfficialClientsOwnUploadWorks() throws Exception {
    var answer =
        api.filesUploadV2(
            r ->
                r.channel(CHANNEL)
                    .threadTs(root)
                    .filename("zo\u00eb's answers.csv")
                    .title("Zo\u00eb")
                    .content("name\nZo\u00eb\n"));

    assertThat(answer.getError()).isNull();
    SlackFile file = lastReply(alice).files().getFirst();
    assertThat(file.name()).isEqualTo("zo\u00eb's answers.csv");
    assertThat(alice.downloads(file)).isEqualTo("name\nZo\u00eb\n");
  }

  @Test
  void aFormMayCarryTheContent() throws Exception {
    var announced = announce(TABLE);
    String form =
        "--b0undary\r\nContent-Disposition: form-data; name=\"filename\"; filename=\"a.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + TABLE
            + "\r\n--b0undary--\r\n";

    var sent =
        RawClient.post(
            URI.create(announced.getUploadUrl()), "multipart/form-data; boundary=b0undary", form);
    complete(announced.getFileId());

    assertThat(sent.body()).isEqualTo("OK - " + TABLE.length());
    assertThat(alice.downloads(lastReply(alice).files().getFirst())).isEqualTo(TABLE);
  }

  @Test
  void anUploadIsCompletedOnceAndTakesNothingAfterwards() throws Exception {
    var announced = announce(TABLE);
    send(announced, TABLE);

    // Whoever lost the answer may send the same again.
    assertThat(send(announced, TABLE).statusCode()).isEqualTo(200);
    assertThat(complete(announced.getFileId()).isOk()).isTrue();

    assertThat(complete(announced.getFileId()).getError()).isEqualTo("file_not_found");
    assertThat(send(announced, TABLE).statusCode()).isEqualTo(404);
    assertThat(alice.thread(only(alice))).hasSize(2);
  }

  @Test
  void onlyWhatArrivedWholeCanBeShared() throws Exception {
    var announced = announce(TABLE);
    assertThat(complete(announced.getFileId()).getError()).isEqualTo("file_not_found");

    assertThat(send(announced, "who").statusCode()).isEqualTo(400);

    assertThat(complete(announced.getFileId()).getError()).isEqualTo("file_not_found");
    assertThat(alice.thread(only(alice))).hasSize(1);
  }

  @Test
  void whatIsRefusedHasSlacksNameAndMayBeTriedAgain() throws Exception {
    String id = uploaded();
    var files = List.of(FileDetails.builder().id(id).build());
    String reply =
        api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(root).text("reply")).getTs();

    var byName = api.filesCompleteUploadExternal(r -> r.files(files).channelId("#db-ops"));
    assertThat(byName.getError()).isEqualTo("invalid_arguments");
    assertThat(byName.getResponseMetadata().getMessages().getFirst())
        .isEqualTo(
            "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]");
    assertThat(
            api.filesCompleteUploadExternal(r -> r.files(files).channelId("C0NOWHERE")).getError())
        .isEqualTo("channel_not_found");
    assertThat(
            api.filesCompleteUploadExternal(r -> r.files(files).channelId("C0GENERAL")).getError())
        .isEqualTo("not_in_channel");
    assertThat(
            api.filesCompleteUploadExternal(r -> r.files(files).channelId(CHANNEL).threadTs(reply))
                .getError())
        .isEqualTo("invalid_arguments");

    assertThat(complete(id).isOk()).isTrue();
    assertThat(alice.thread(only(alice))).hasSize(3);
  }

  @Test
  void anUploadWithoutNameOrLengthIsRefused() throws Exception {
    assertThat(api.filesGetUploadURLExternal(r -> r.length(3)).getError())
        .isEqualTo("invalid_arguments");
    assertThat(api.filesGetUploadURLExternal(r -> r.filename("a.csv").length(0)).getError())
        .isEqualTo("missing_argument");
    assertThat(
            api.filesGetUploadURLExternal(r -> r.filename("a.csv").length(2_000_000_000))
                .getError())
        .isEqualTo("file_upload_size_restricted");
  }

  @Test
  void withoutAChannelItStaysTheAppsOwn() throws Exception {
    String id = uploaded();

    var completed =
        api.filesCompleteUploadExternal(
            r -> r.files(List.of(FileDetails.builder().id(id).build())));

    assertThat(completed.isOk()).isTrue();
    assertThat(alice.thread(only(alice))).hasSize(1);
    assertThatThrownBy(() -> alice.downloads(new SlackFile(id, "", "", "", 0)))
        .hasMessageContaining("alice sees no file " + id);
  }

  @Test
  void aFileAndAnUploadHalfwayAreThereAfterARestart() throws Exception {
    complete(uploaded());
    String halfway = uploaded();

    restartImpatiently();

    assertThat(alice.downloads(lastReply(alice).files().getFirst())).isEqualTo(TABLE);
    api = bolt().api();
    assertThat(complete(halfway).isOk()).isTrue();
    assertThat(alice.downloads(lastReply(alice).files().getFirst())).isEqualTo(TABLE);
    try (Stream<Path> kept = Files.list(folder.resolve("files"))) {
      assertThat(kept).hasSize(4);
    }
  }

  @Test
  void anUploadThatFailsMayHaveArrived() throws Exception {
    var announced = announce(TABLE);
    standIn.faults().answers("upload", 503, 1);
    assertThat(send(announced, TABLE).statusCode()).isEqualTo(503);
    assertThat(complete(announced.getFileId()).getError()).isEqualTo("file_not_found");

    standIn.faults().losesAnswers("upload", 1);
    assertThat(send(announced, TABLE).statusCode()).isEqualTo(503);

    assertThat(complete(announced.getFileId()).isOk()).isTrue();
  }

  @Test
  void aDownloadIsSavedAndNeverOpenedAsAPage() throws Exception {
    var announced = api.filesGetUploadURLExternal(r -> r.filename("a\"\n.html").length(4));
    send(announced, "<b/>");
    complete(announced.getFileId());

    JsonNode file = lastReply(alice).json().path("files").path(0);
    var answer =
        RawClient.HTTP.send(
            HttpRequest.newBuilder(
                    standIn.url().resolve("/people/alice/files/" + file.path("id").asText()))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''a%22%0A.html");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
  }
}
