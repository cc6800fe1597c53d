package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read at all. */
class FilesTest {

  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void good() {
    folder = Folder.good(path);
  }

  @Test
  void aFolderThatIsNotThereIsTheOnlyProblem() {
    var missing = path.resolve("elsewhere");

    assertThat(problemsOf(missing)).isEqualTo(missing + ":1  there is no such folder.");
  }

  @Test
  void aFileThatIsNotThereIsSaidOnce() {
    assertThat(folder.without("approvals.yaml").problems())
        .containsExactly("approvals.yaml:1  there is no such file.");
  }

  @Test
  void anEmptyFileIsAProblem() {
    assertThat(folder.with("approvals.yaml", "# nobody approves\n").problems())
        .containsExactly("approvals.yaml:1  is empty.");
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() {
    assertThat(folder.with("approvals.yaml", "approvals:\n  - name: [a\n").problems())
        .singleElement()
        .asString()
        .startsWith("approvals.yaml:3  not YAML: ");
  }

  @Test
  void twoDocumentsInOneFileAreNotYaml() {
    assertThat(folder.with("approvals.yaml", "approvals: []\n---\napprovals: []\n").problems())
        .singleElement()
        .asString()
        .startsWith("approvals.yaml:2  not YAML: ");
  }

  @Test
  void aCharacterThatYamlForbidsIsAProblemAndNoCrash() {
    assertThat(folder.with("approvals.yaml", "approvals: \u0001\n").problems())
        .singleElement()
        .asString()
        .startsWith("approvals.yaml:1  not YAML: ");
  }

  @Test
  void anotherEncodingIsNamed() {
    assertThat(
            folder
                .with("approvals.yaml", "# für alle".getBytes(StandardCharsets.ISO_8859_1))
                .problems())
        .containsExactly("approvals.yaml:1  is not written in UTF-8.");
  }

  @Test
  void aFileThatIsAListIsAProblem() {
    assertThat(folder.with("approvals.yaml", "- name: a\n").problems())
        .containsExactly("approvals.yaml:1  should be a group of \"name: value\" lines.");
  }

  @Test
  void aRunbookThatWouldBeOverlookedIsAProblem() {
    assertThat(folder.with("runbooks/other.yml", "runbook: other\n").problems())
        .containsExactly("runbooks/other.yml:1  is not read: runbooks end in .yaml.");
  }

  @Test
  void twoRunbooksOfOneNameAreAProblem() throws IOException {
    String move = Files.readString(path.resolve("runbooks/move.yaml"));

    assertThat(folder.with("runbooks/second.yaml", move).problems())
        .containsExactly(
            "runbooks/second.yaml:1  runbook: \"move\" is the name of another runbook too.");
  }

  private static String problemsOf(Path folder) {
    try {
      return Configuration.load(folder).toString();
    } catch (ConfigurationException e) {
      return e.problems().getFirst().toString();
    }
  }
}
