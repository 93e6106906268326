package org.mesascope.incontext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.stats.Seed;
import org.mesascope.task.InputLaw;
import org.mesascope.task.Prompts;
import org.mesascope.task.RegressionPrompts;
import org.mesascope.task.WeightLaw;
import org.mesascope.trace.Step;
import org.mesascope.trace.TraceLog;
import org.mesascope.trace.TraceReader;
import org.mesascope.trace.TraceWriter;

class PromptTracesTest {

  private static final RegressionPrompts SETTING =
      new RegressionPrompts(InputLaw.Gaussian.standard(3), new WeightLaw.Gaussian(1), 4, .2);

  /** Every bit of prompts and answers survives a file. */
  @Test
  void goThroughAFileUnchanged(@TempDir Path folder) throws IOException {
    InContextModel model = Rivals.ridge(.7);
    TraceLog log = PromptTraces.rollOut(model, SETTING, 20, Seed.of(5));
    Path file = folder.resolve("answers.jsonl");
    TraceWriter.jsonl().write(file, log);
    TraceLog read = TraceReader.jsonl().read(file);
    assertThat(read).isEqualTo(log);
    Prompts prompts = SETTING.sample(20, Seed.of(5));
    double[] predictions = model.predict(prompts);
    for (int p = 0; p < 20; p++) {
      PromptStep step = PromptStep.parse(read.traces().get(p).steps().get(0));
      assertThat(step.examples().inputs()).isEqualTo(Examples.of(prompts, p).inputs());
      assertThat(step.examples().labels()).isEqualTo(Examples.of(prompts, p).labels());
      assertThat(step.query())
          .containsExactly(
              prompts.queries()[3 * p], prompts.queries()[3 * p + 1], prompts.queries()[3 * p + 2]);
      assertThat(step.prediction()).isEqualTo(predictions[p]);
      assertThat(step.target()).isEqualTo(prompts.targets()[p]);
      assertThat(model.predict(step.prompts())).containsExactly(predictions[p]);
    }
  }

  @Test
  void aPromptReadsAsItIsWritten() {
    Step step = new Step("0.1, 0.2 = 0.5; .3,-1=1.2; 1,2=?", null, "1.5", null);
    PromptStep read = PromptStep.parse(step);
    assertThat(read.examples().inputs()).containsExactly(.1, .2, .3, -1);
    assertThat(read.examples().labels()).containsExactly(.5, 1.2);
    assertThat(read.query()).containsExactly(1, 2);
    assertThat(read.target()).isNull();
    assertThat(read.toStep().situation()).isEqualTo("0.1,0.2=0.5; 0.3,-1.0=1.2; 1.0,2.0=?");
  }

  @Test
  void refusesWhatIsNoPrompt() {
    assertRefused("18", "1", "examples and a query");
    assertRefused("1,2=3; 1=2; 1,2=?", "1", "expects 2 coordinates");
    assertRefused("1,2=3; 1,2=4", "1", "expects its query last");
    assertRefused("1,b=3; 1,2=?", "1", "got \"b\"");
    assertRefused("1,2=3; 1,2=?", "NaN", "finite number");
  }

  private static void assertRefused(String situation, String choice, String message) {
    assertThatThrownBy(() -> PromptStep.parse(new Step(situation, null, choice, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
