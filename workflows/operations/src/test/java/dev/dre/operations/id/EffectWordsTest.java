package dev.dre.operations.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dre.operations.plan.StepId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectWordsTest {

  private static final StepId CUT_OVER = new StepId("cut_over");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          step/cut_over/2         | cut-over, attempt 2           | cut-over | 2
          verify/cut_over/1/3     | verify cut-over, attempt 1    | cut-over | 1
          take-back/copy/1/2/0    | take back copy, attempt 1     | copy     | 1
          rollback/copy/1/3       | undo copy part 2, try 3       | copy     | 3
          residue/0/2             | look for what is left 1, try 2 |         | 0
          clear/step/copy/1/4     | copy, attempt 1               | copy     | 1
          clear/                  |                               |          | 0
          require/cut_over/1/2    | look whether to start cut-over, attempt 1 | cut-over | 1
          guard/replication/2     | guard replication, watch 2    |          | 0
          probe/whatever          | probe/whatever                |          | 0
          """)
  void anEffectIsCalledByItsStepAndAttempt(String id, String words, String step, int attempt) {
    var about = EffectWords.of(new EffectId(id));
    var read = EffectWords.read(EffectWords.summary(new EffectId(id), "follow Job"));

    assertThat(about.words()).isEqualTo(words == null ? "" : words);
    assertThat(about.attempt()).isEqualTo(attempt);
    assertThat(about.step().map(StepId::words).orElse(null)).isEqualTo(step);
    assertThat(read.words()).isEqualTo(about.words() + ": follow Job");
    assertThat(read.attempt()).isEqualTo(attempt);
    assertThat(read.step().map(StepId::words)).isEqualTo(about.step().map(StepId::words));
  }

  @Test
  void whatEarlierReleasesWroteIsReadInTheSameWords() {
    var read = EffectWords.read("see gone clear/step/cut_over/2/1");

    assertThat(read.words()).isEqualTo("cut-over, attempt 2: see gone");
    assertThat(read.step()).contains(CUT_OVER);
    assertThat(read.attempt()).isEqualTo(2);
  }
}
