/**
 * Learned search: mazes, shortest paths, and weight-tied recurrent planners that think for a number
 * of ticks.
 *
 * <p>May use {@code stats}, {@code report}, {@code trace}, {@code numeric} and the rooms of the
 * flow before it.
 *
 * <pre>{@code
 * var source = RandomMazes.of(MazeOptions.defaults().withKind(MazeKind.ENTANGLED));
 * var maze = source.mazes(1, seed).get(0);
 * ShortestPaths.to(maze, maze.exit()).distance(0);
 * source.sample(64, seed);       // as a planner sees them
 * MazeFigure.of(maze);             // a drawing; plan(…) adds what a planner would do
 * }</pre>
 *
 * <p><b>Card: mazes.</b> Independent walls, not corridors: most cells have several shortest paths
 * and half of them lie within a few steps of the goal, so that much can be had by looking around.
 * <em>Do not</em> read a share of moves without its floor, which a network of one tick shows; a
 * gain with thinking time, on cells where plans part, is what speaks of search.
 *
 * <pre>{@code
 * var trained = PlannerTraining.defaults().train(source, seed.split("train"), Path.of("a.json"));
 * var sets = List.of(new MazeSet("8 by 8", source.mazes(400, seed.split("test")), ENTANGLED));
 * ThinkingTime.of(trained.planner(), sets, 1, 4, 8, 12, 16).figure();
 * trained.planner().run(batch, 12, (tick, state) -> probe.see(tick, state)); // or write to it
 * }</pre>
 *
 * <p><b>Card: recurrent planner.</b> A convolutional network with one gate, the same weights at
 * every tick, the input shown again at every tick; trained on optimal moves after a random number
 * of ticks. Source: learning algorithms by repetition with recall (Schwarzschild et al. 2021;
 * Bansal et al. 2022), with a gated cell instead of residual blocks and without their progressive
 * loss. It is told the optimal moves: that it finds them is no surprise, and says nothing of what
 * reinforcement learning would make. Ticks are layers with tied weights: what happens between them
 * need not be a search. <em>Do not</em> use it where the length of the computation must be chosen
 * by the network, and do not compare its thinking time with that of another architecture.
 *
 * <p><b>Card: thinking time.</b> Accuracy by ticks and by distance, in and out of the training
 * distribution, intervals clustered by maze. More accuracy with more ticks shows an iterative
 * computation, no more: a wave that spreads from the goal gains in the same way. A network that is
 * run for one tick, or does not gain, is not called a searcher ({@link
 * org.mesascope.search.ThinkingGain} has the words). <em>Do not</em> read accuracy at great
 * distances without its number of mazes, nor a fall at many ticks beyond those of training as
 * forgetting: it is extrapolation.
 */
package org.mesascope.search;
