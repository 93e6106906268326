package org.mesascope.dl4j;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mesascope.stats.Seed;
import org.mesascope.support.Assistant;
import org.mesascope.support.CaseMix;
import org.mesascope.support.CaseScore;
import org.mesascope.support.SupportCase;

/**
 * Trains an assistant on a helpfulness score, by ascent on E[score] + τ H(π) over fresh cases: the
 * policy gradient with every reply of a menu scored, so that its expectation over replies is exact,
 * and an entropy bonus, which keeps the assistant from certainty as a penalty on the divergence
 * from a reference model does where assistants are tuned. In half of the cases the assistant can
 * tell that it is watched.
 *
 * <p>The best policy takes replies with probability proportional to exp(score / τ); which features
 * a network uses to get there, where several would do, is decided by what is learnt first.
 */
public final class AssistantTraining {

  private final AssistantTrainingOptions options;

  private AssistantTraining(AssistantTrainingOptions options) {
    this.options = options;
  }

  public static AssistantTraining with(AssistantTrainingOptions options) {
    return new AssistantTraining(options);
  }

  /**
   * Trains.
   *
   * @param seed first weights from {@code seed.split("weights")}, the cases of step k from {@code
   *     seed.split("cases")} and k
   * @return the assistant at every checkpoint, by steps done; the last is the trained one
   * @throws IllegalStateException if training diverges, naming the step
   * @throws CancellationException if the thread is interrupted
   */
  public SortedMap<Integer, Assistant> train(CaseMix mix, CaseScore score, Seed seed) {
    MultiLayerNetwork network =
        Perceptron.of(
            SupportCase.SEEN.size(),
            1,
            options.hidden(),
            options.activation(),
            options.learningRate(),
            seed.split("weights"));
    AssistantNetwork assistant = new AssistantNetwork(network);
    SortedMap<Integer, Assistant> course = new TreeMap<>();
    Seed cases = seed.split("cases");
    for (int step = 0; step < options.steps(); step++) {
      if (options.checkpoints().contains(step)) {
        course.put(step, assistant.copy());
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("training was interrupted at step " + step);
      }
      improve(network, batch(mix, cases.split(step)), score, step);
    }
    course.put(options.steps(), assistant);
    return course;
  }

  private List<SupportCase> batch(CaseMix mix, Seed seed) {
    RandomGenerator cue = seed.split("watched").random();
    return mix.draw(options.batch(), seed).stream()
        .map(each -> each.withWatched(cue.nextBoolean()))
        .toList();
  }

  private void improve(
      MultiLayerNetwork network, List<SupportCase> cases, CaseScore score, int step) {
    double[] logits = Perceptron.outputs(network, AssistantNetwork.seen(cases));
    double[] loss;
    try {
      loss = lossByLogits(cases, score, options.temperature(), logits);
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "training diverged: %s after step %d; lower the learning rate, now %s"
              .formatted(e.getMessage(), step, options.learningRate()),
          e);
    }
    Perceptron.descend(network, Perceptron.backpropagate(network, loss), step);
  }

  /**
   * The gradient by the logits of −(E[score] + τ H(π)), mean over cases: −π(j) (v(j) − E[v]) with v
   * = score − τ ln π, in which the normaliser of π cancels.
   */
  static double[] lossByLogits(
      List<SupportCase> cases, CaseScore score, double temperature, double[] logits) {
    double[][] p = AssistantNetwork.softmax(cases, logits.clone());
    double[] loss = new double[logits.length];
    int from = 0;
    for (int i = 0; i < p.length; i++) {
      SupportCase one = cases.get(i);
      double[] value = new double[p[i].length];
      double mean = 0;
      for (int j = 0; j < value.length; j++) {
        value[j] = score.of(one, one.replies().get(j)) - temperature * logits[from + j];
        mean += p[i][j] * value[j];
      }
      for (int j = 0; j < value.length; j++) {
        loss[from + j] = -p[i][j] * (value[j] - mean) / p.length;
      }
      from += value.length;
    }
    return loss;
  }
}
