package org.mesascope.task;

/** What a network's outputs are compared with its targets by. */
public sealed interface MlpLoss {

  /** How many outputs the network has. */
  int outputs();

  /** Fails where the targets are not of this loss's kind. */
  void check(Examples examples);

  /**
   * The loss of one example.
   *
   * @param output the network's; overwritten with the loss's gradient in it
   */
  double at(double[] output, double target);

  /** ½ (output − target)², one output. */
  record Squared() implements MlpLoss {

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public void check(Examples examples) {
      // Any finite number is a target, and examples hold no other.
    }

    @Override
    public double at(double[] output, double target) {
      output[0] -= target;
      return output[0] * output[0] / 2;
    }
  }

  /**
   * Cross-entropy of the softmax of the outputs, in nats.
   *
   * @param classes at least 2; targets are 0 to classes − 1
   */
  record CrossEntropy(int classes) implements MlpLoss {

    /** Fails below two classes. */
    public CrossEntropy {
      if (classes < 2) {
        throw new IllegalArgumentException(
            "a cross-entropy expects at least 2 classes, got " + classes);
      }
    }

    @Override
    public int outputs() {
      return classes;
    }

    @Override
    public void check(Examples examples) {
      examples.requireClasses(classes);
    }

    @Override
    public double at(double[] output, double target) {
      double most = output[0];
      for (double value : output) {
        most = Math.max(most, value);
      }
      double chosen = output[(int) target] - most;
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        output[k] = Math.exp(output[k] - most);
        sum += output[k];
      }
      for (int k = 0; k < classes; k++) {
        output[k] /= sum;
      }
      output[(int) target] -= 1;
      return Math.log(sum) - chosen;
    }
  }
}
