package org.mesascope.evaluation;

import java.util.random.RandomGenerator;

/** Known behaviour in the place of a model: what a {@link LocalEndpoint} answers with. */
@FunctionalInterface
public interface SimulatedModel {

  /**
   * The answer to one question.
   *
   * @param system what the model was told, or ""
   * @param question what it was asked
   * @param random the same for the same seed and question
   */
  String answer(String system, String question, RandomGenerator random);
}
