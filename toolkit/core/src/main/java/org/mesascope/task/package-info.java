/**
 * What a system may be trained for and where: objectives, inner problems, and shifts between
 * distributions.
 *
 * <p>The first room of the flow: it sees only {@code stats}, {@code report} and {@code trace}.
 *
 * <pre>{@code
 * TransitionReward goal = TransitionReward.of("goal", (s, a, next) -> next == 24 ? 1 : 0);
 * var shaped = goal.shaped(s -> 2 * Math.sin(s), .9); // the same objective, told differently
 * var confident = new FeatureUtility("assistant", List.of("resolves", "confident"), .2, 1.4);
 * TaskFamily family = Augmented.of(Quadratics.random(10), new Augmentation.LossScale(.1, 10));
 * TaskBatch batch = family.batch(128, seed.split("train")); // for the hot loops
 * }</pre>
 *
 * <h2>Families of inner problems</h2>
 *
 * <p>Terms are those of google/learned_optimization: a family is a distribution over tasks, a task
 * a loss over a flat vector with a start. A new family implements {@link
 * org.mesascope.task.TaskFamily} and takes one test line, {@link org.mesascope.task.TaskContract}.
 * All losses are full-batch and free of noise.
 *
 * <p><b>{@link org.mesascope.task.Quadratics}</b> (Andrychowicz et al. 2016). Where optimum and
 * curvature are known. Random ones have heavy-tailed condition numbers, so the loss after a fixed
 * number of steps is heavy-tailed too; what is learned on them need not carry over to losses that
 * are not convex.
 *
 * <p><b>{@link org.mesascope.task.Rosenbrock}, {@link org.mesascope.task.Rastrigin}</b>. A curved
 * valley, and many local minima. Rosenbrock's minimum never moves, so an optimizer trained on it
 * may remember where it is: keep it for tests, or augment it.
 *
 * <p><b>{@link org.mesascope.task.LeastSquares}, {@link org.mesascope.task.LogisticRegression},
 * {@link org.mesascope.task.Lasso}</b>. Convex losses on data, drawn or given. Given whole, every
 * task is the same one.
 *
 * <p><b>{@link org.mesascope.task.MlpTasks}</b>. Small networks on data; not convex. In double
 * precision and one by one: for studying transfer, not for long training.
 *
 * <p><b>{@link org.mesascope.task.Augmented}</b>. Random scales and rotations (Lv, Jiang and Li
 * 2017; Metz et al. 2022). Use it to keep an optimizer from learning the scale of its training
 * problems; do not report losses under different scales of the loss as one number.
 */
package org.mesascope.task;
