package dev.dre.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of tests that are wrong, or that fail. */
class MistakesTest {

  private static final String HEAD =
      """
      runbook: analyze
      arguments: db-42
      people: { alice: U0ALICE01, bob: U0BOB0001 }
      given:
        look: { outputs: { tables: 41, changed_rows: 2000 } }
        quiet: { sees: [{ outputs: { transactions_per_second: 12, longest_seconds: 1 } }] }
        analyze: { outputs: { tables: 41 } }
        healthy: { sees: [{ outputs: { transactions_per_second: 40, longest_seconds: 2 } }] }
      tests:
        - name: one
          by: alice
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameIt() {
    file = folder.resolve("analyze.test.yaml");
  }

  private Terminal after(String text) throws IOException {
    Files.writeString(file, text);
    return test(file);
  }

  private static Terminal test(Path place) {
    return Terminal.after("runbook", "test", place.toString(), "--config", "../config/example");
  }

  @Test
  void whatIsNotAsExpectedIsToldWithTheStorySoFar() throws IOException {
    var terminal = after(HEAD + "    expect: { state: blocked, steps: [look, analyze] }\n");

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out())
        .startsWith("✗ one  (%s:10)\n".formatted(file))
        .contains(file + ":12  tests[0].expect.state: expected \"blocked\", found \"succeeded\".\n")
        .contains("expected \"analyze\" at place 2, found \"quiet\".")
        .contains("(steps): look, quiet, analyze, rest, healthy.\n")
        .contains("The story:\n", "look started: Look how much has changed\n")
        .endsWith("0 of 1 tests good.\n");
  }

  @Test
  void everyKindOfExpectationCanFail() throws IOException {
    var terminal =
        after(
            HEAD
                + """
                    expect:
                      because: failed
                      never: [rest]
                      gates: [{ step: agree }]
                      undone: [something]
                      left: [a slot]
                      says: [well done]
                      never_says: [look started]
                      outputs: { analyze: { tables: 42 } }
                """);

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out())
        .contains("expect.because: expected \"failed\", found \"nothing\".")
        .contains("rest was started.")
        .contains("expected that people are asked before agree; they were asked before: nothing.")
        .contains("expected \"something\" at place 1, found nothing more.")
        .contains("expected \"a slot\" at place 1, found nothing more.")
        .contains("expected that the thread says \"well done\".")
        .contains("the thread says \"look started\": look started: Look how much has changed")
        .contains("tables: expected \"42\", found \"41\".");
    assertThat(after(HEAD + "    expect: { refused: nobody may }\n").out())
        .contains("expected a refusal, and it was started.");
  }

  @Test
  void besideARefusalNothingElseCanBeExpectedOrGiven() throws IOException {
    var beside =
        after(HEAD + "    expect: { refused: nobody may, state: aborted, says: [never] }\n");
    assertThat(beside.exitCode()).isNotZero();
    assertThat(beside.out() + beside.err())
        .contains("expect.state: is too much beside refused")
        .contains("expect.says: is too much beside refused");

    var given =
        after(
            HEAD.replace("arguments: db-42", "arguments: db-99")
                + """
                    given: { look: { fails: exit code 1 } }
                    acts: [{ blocked: look, by: alice, do: abort }]
                    expect: { refused: db-99 }
                """);
    assertThat(given.exitCode()).isNotZero();
    assertThat(given.out() + given.err())
        .contains("given.look: was never used: it was refused.")
        .contains("acts were never used: it was refused.");
  }

  @Test
  void aGateIsComparedWithItsPolicyAndWithWhoCouldApprove() throws IOException {
    var terminal =
        after(
            HEAD
                + """
                    given: { look: { outputs: { tables: 41, changed_rows: 5000000 } } }
                    expect:
                      gates:
                        - { step: agree, policy: lax, needs: 2, from: ["group:ops"], could: [alice], could_not: [bob], ends: approved }
                """);

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out())
        .contains("policy: expected \"lax\", found \"high-risk\".")
        .contains("needs: expected \"2\", found \"1\".")
        .contains("expected \"group:ops\" at place 1, found \"group:dre\".")
        .contains("could[0]: alice could not have approved: ")
        .contains("could_not[0]: bob could have approved.")
        .contains("ends: expected \"approved\", found \"expired\".");
  }

  @Test
  void whatPeopleDoCanBeRefusedOrNeverComeTo() throws IOException {
    var terminal =
        after(
            HEAD
                + """
                    acts:
                      - { running: look, by: alice, do: resume, refused: something else }
                      - { blocked: analyze, by: bob, do: retry }
                    expect: { state: succeeded }
                """);

    assertThat(terminal.exitCode()).isEqualTo(1);
    assertThat(terminal.out())
        .contains("acts[0]: resume by alice should be refused with \"something else\"")
        .contains(
            "acts[1]: retry by bob was never done: nothing came to be blocked analyze; it is succeeded.");
  }

  @Test
  void aStepOfWhichNothingIsGivenIsAMistakeThatSaysWhatToAdd() throws IOException {
    var terminal =
        after(
            HEAD.replace("  analyze: { outputs: { tables: 41 } }\n", "")
                + "    expect: { state: succeeded }\n");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out())
        .contains(
            file
                + ":9  tests[0]: step analyze ran (attempt 1), but what becomes of it is not given: add given.analyze with succeeds: true, outputs, fails or unknown.\n")
        .endsWith("0 of 1 tests good, 1 wrong themselves.\n");
  }

  @Test
  void alsoALookOfVerifyThatIsNotGiven() throws IOException {
    var terminal =
        after(
            HEAD
                + "    given: { analyze: { fails: exit code 1 } }\n    expect: { state: blocked }\n");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out())
        .contains(
            ":12  tests[0].given.analyze: it is looked what analyze did (attempt 1), but what is found is not given: add verify: done, not-done or partial.");
  }

  @Test
  void whatIsGivenAndNeverUsedIsAMistake() throws IOException {
    var terminal =
        after(
            HEAD
                + """
                    given:
                      agree: { succeeds: true }
                      analyze: { outputs: { tables: 41 }, verify: done }
                    expect: { state: succeeded }
                """);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out())
        .contains(":13  tests[0].given.agree: was never used: step agree did not run in this test.")
        .contains(
            ":14  tests[0].given.analyze.verify: was never used: nobody looked in this test.");
  }

  @Test
  void namesThatNobodyKnowsGetASuggestion() throws IOException {
    var terminal =
        after(
            HEAD
                + """
                    given: { analyse: { succeeds: true } }
                    expect: { state: suceeded, never: [agre] }
                """);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out())
        .contains(":12  tests[0].given.analyse: no step \"analyse\". Did you mean \"analyze\"?")
        .contains("no state \"suceeded\". Did you mean \"succeeded\"?")
        .contains("no step \"agre\". Did you mean \"agree\"?");
  }

  @Test
  void whatIsGivenOfUndoingAndOfTheEndIsNotPassedOver() throws IOException {
    var terminal =
        after(
            """
            runbook: migrate
            arguments: db-42 --to cluster-b
            people: { alice: U0ALICE01 }
            tests:
              - name: one
                by: alice
                given:
                  preflight: { outputs: { bytes: 1, tables: 1, source_version: "16", target_version: "18" } }
                  prepare: { takes: 5m, undo: { cluster-b: [{ fails: no route }, { succeeds: true }], cluster-a: { succeeds: true } } }
                left: { cluster-b: the role app }
                acts: [{ running: prepare, by: alice, do: abort }]
                expect:
                  state: needs attention
                  undone: [database and roles made on cluster-b]
                  left: [the role app on cluster-b]
                  says: ["Could not undo on cluster-b: database and roles made on cluster-b (try 1: no route)", "Needs attention"]
              - name: two
                by: alice
                left: { cluster-c: something }
                guards: { replication: [{ during: copi, blind: no answer }] }
                expect: { state: aborted }
            """);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.out())
        .contains(
            "given.prepare.undo.cluster-a: 1 tries are given, and it was tried 0 times to undo prepare there.")
        .contains(
            "left: no cluster that is looked at in the end \"cluster-c\". Did you mean \"cluster-a\"?")
        .contains("no step \"copi\". Did you mean \"copy\"?")
        .doesNotContain("expected");
  }

  @Test
  void whatCannotBeReadIsToldWithItsPlace() throws IOException {
    assertThat(test(folder.resolve("nothing.test.yaml")).err())
        .isEqualTo(folder.resolve("nothing.test.yaml") + ":1  there is no such file.\n");
    assertThat(after("runbook: [").err()).startsWith(file + ":1  not YAML: ");
    assertThat(after(HEAD.replace("analyze\n", "analyse\n") + "    expect: { state: x }\n").err())
        .startsWith(file + ":1  runbook: no runbook \"analyse\". Did you mean \"analyze\"?");
    assertThat(after(HEAD + "    expcet: { state: x }\n").err())
        .contains(file + ":12  tests[0].expcet: is not known here. Did you mean \"expect\"?");
    assertThat(after(HEAD + "    acts: [{ by: bop, do: pauze }]\n    expect: { state: x }\n").err())
        .contains("no person \"bop\". Did you mean \"bob\"?")
        .contains("no act \"pauze\". Did you mean \"pause\"?");
    assertThat(after(HEAD).err()).contains("tests[0].expect: says nothing");
    assertThat(test(file).exitCode()).isEqualTo(2);
  }

  @Test
  void aFolderWithoutTestsIsToldSo() {
    var terminal = test(folder);

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("has no tests: their names end in .test.yaml.");
  }

  @Test
  void whoSaysNothingIsToldWhatThereIs() {
    var terminal = Terminal.after("runbook");

    assertThat(terminal.exitCode()).isEqualTo(2);
    assertThat(terminal.err()).contains("For example: dre runbook test config/runbooks");
    assertThat(Terminal.after("runbook", "test", "--help").out())
        .startsWith("Usage: dre runbook test")
        .contains("Exit code 0");
  }
}
