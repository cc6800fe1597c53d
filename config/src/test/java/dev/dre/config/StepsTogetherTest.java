package dev.dre.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps at the same time, and steps for each entry of a list. */
class StepsTogetherTest {

  private static final String JOB = "job: { cluster: \"${to}\", run: [see] }";

  private static final String PARALLEL =
      """
        - id: both
          title: Both at once
          parallel:
            at_most: 2
            steps:
              - { id: one, title: One, read_only: true, %s, outputs: { lag: number } }
              - { id: two, title: Two, read_only: true, %s }
        - id: move"""
          .formatted(JOB, JOB);

  private static final String EACH =
      """
        - id: see_each
          title: See ${table}
          for_each: { item: table, in: look.tables, at_most: 4 }
          read_only: true
          job: { cluster: "${to}", run: [see, "${table}"] }
        - id: move""";

  @TempDir private Path folder;

  private Folder with(String step) {
    return Folder.good(folder)
        .change("runbooks/move.yaml", "rows: number", "rows: number\n      tables: list")
        .change("runbooks/move.yaml", "  - id: move", step.indent(2).stripTrailing());
  }

  @Test
  void stepsAtTheSameTimeReportWhatLaterStepsCanName() {
    assertThat(with(PARALLEL).problems()).isEmpty();
    assertThat(
            with(PARALLEL)
                .change("runbooks/move.yaml", "evidence: [look.rows]", "evidence: [one.lag]")
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "at_most: 2|at_most: 1|at_most: \"1\" should be a whole number from 2 to 100.",
        "{ id: one|{ id: look|id: \"look\" is the id of another step too.",
        "{ id: one|{ id: both|id: \"both\" is the id of another step too.",
        "{ id: one, title: One, read_only: true,|{ id: one, title: One, risk: low, read_only: true,|risk: has no",
        "title: Both at once|title: Both at once\\n    when: \"true\"|when: has no meaning for a step of the kind parallel",
        "title: Both at once|title: Both at once\\n    risk: low|risk: has no meaning for a step of the kind parallel",
        "title: Two, read_only: true,|title: Two, read_only: true, when: one.lag < 1.0,|when: \"one.lag < 1.0\": no value \"one.lag\"",
        "title: Two, read_only: true,|title: Two, zone: reverse, read_only: true,|zone: should be cancel for all",
        "      at_most: 2\\n|      at_most: 2\\n      atmost: 2\\n|atmost: is not known here",
      })
  void whatCannotRunAtTheSameTimeIsToldWithItsPlace(String before, String after, String problem) {
    var broken =
        with(PARALLEL)
            .change("runbooks/move.yaml", before.replace("\\n", "\n"), after.replace("\\n", "\n"));

    assertThat(broken.problems()).anyMatch(p -> p.contains(problem));
  }

  @Test
  void oneStepIsNoGroupAndAQuestionHasNoPlaceInOne() {
    var one =
        with(PARALLEL)
            .change(
                "runbooks/move.yaml",
                "        - { id: two, title: Two, read_only: true, %s }\n".formatted(JOB),
                "");
    assertThat(one.problems()).anyMatch(p -> p.contains("should be two or more"));

    var asks =
        with(PARALLEL)
            .change(
                "runbooks/move.yaml",
                "{ id: two, title: Two, read_only: true, %s }".formatted(JOB),
                "{ id: two, title: Two, approve: true, risk: low }");
    assertThat(asks.problems())
        .anyMatch(p -> p.contains("approve: has no place beside other steps"));
  }

  @Test
  void aStepForEachEntryNamesTheEntry() {
    assertThat(with(EACH).problems()).isEmpty();
  }

  @Test
  void aStepForEachEntryReportsAndNobodyCanNameIt() {
    var reporting =
        with(EACH)
            .change(
                "runbooks/move.yaml", "at_most: 4 }", "at_most: 4 }\n    outputs: { n: number }");

    assertThat(reporting.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "in: look.tables|in: look.rows|in: no list of an earlier step \"look.rows\". Known: look.tables.",
        "in: look.tables|in: look.table|in: no list of an earlier step \"look.table\". Did you mean",
        "item: table|item: to|item: \"to\" is the name of a parameter too.",
        "[see, \"${table}\"]|[see, \"${tabel}\"]|no value \"tabel\". Did you mean \"table\"?",
        "at_most: 4|at_most: 101|at_most: \"101\" should be a whole number from 1 to 100.",
        "[move]|[move, \"${table}\"]|no value \"table\"",
      })
  void whatCannotBeRunForEachIsToldWithItsPlace(String before, String after, String problem) {
    var broken = with(EACH).change("runbooks/move.yaml", before, after.replace("\\n", "\n"));

    assertThat(broken.problems()).anyMatch(p -> p.contains(problem));
  }

  @Test
  void onlyJobsAreRunForEach() {
    var waits =
        with(EACH)
            .change(
                "runbooks/move.yaml",
                "    read_only: true\n    job: { cluster: \"${to}\", run: [see, \"${table}\"] }",
                "    wait: { for: 1m }");

    assertThat(waits.problems()).anyMatch(p -> p.contains("only Jobs are run for each"));
  }
}
