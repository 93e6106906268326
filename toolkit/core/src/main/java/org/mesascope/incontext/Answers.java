package org.mesascope.incontext;

import org.mesascope.task.Prompts;

/**
 * What a model says on some prompts, checked.
 *
 * @param predictions {@code [count]}
 * @param sensitivity {@code [count][dimension]}
 */
record Answers(Prompts prompts, double[] predictions, double[] sensitivity) {

  /**
   * Asks a model.
   *
   * @throws IllegalArgumentException naming model, prompt and value where an answer is not finite,
   *     or there are too many or too few of them
   */
  static Answers of(InContextModel model, Prompts prompts, String where) {
    checked(prompts);
    double[] predictions = predictions(model, prompts, where);
    double[] sensitivity = model.sensitivity(prompts);
    check(sensitivity, prompts.count() * prompts.dimension(), "sensitivity", model.name(), where);
    return new Answers(prompts, predictions, sensitivity);
  }

  static double[] predictions(InContextModel model, Prompts prompts, String where) {
    double[] predictions = model.predict(checked(prompts));
    check(predictions, prompts.count(), "prediction", model.name(), where);
    return predictions;
  }

  private static Prompts checked(Prompts prompts) {
    if (prompts.count() < 2 || prompts.context() < 1 || prompts.dimension() < 1) {
      throw new IllegalArgumentException(
          "a comparison expects at least 2 prompts of at least 1 example and 1 dimension, got %d prompts of %d examples and %d dimensions"
              .formatted(prompts.count(), prompts.context(), prompts.dimension()));
    }
    int examples = prompts.count() * prompts.context();
    if (prompts.inputs().length != examples * prompts.dimension()
        || prompts.labels().length != examples
        || prompts.queries().length != prompts.count() * prompts.dimension()
        || prompts.targets().length != prompts.count()) {
      throw new IllegalArgumentException(
          "%d prompts of %d examples and %d dimensions expect arrays of those shapes, got %d inputs, %d labels, %d queries and %d targets"
              .formatted(
                  prompts.count(),
                  prompts.context(),
                  prompts.dimension(),
                  prompts.inputs().length,
                  prompts.labels().length,
                  prompts.queries().length,
                  prompts.targets().length));
    }
    return prompts;
  }

  private static void check(
      double[] values, int expected, String what, String model, String where) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "model \"%s\" expects %d %s values on prompts \"%s\", gave %d"
              .formatted(model, expected, what, where, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "model \"%s\" expects finite %s values, gave %s at index %d on prompts \"%s\": its weights or those inputs are out of range; leave that condition out or lower its shift"
                .formatted(model, what, values[i], i, where));
      }
    }
  }
}
