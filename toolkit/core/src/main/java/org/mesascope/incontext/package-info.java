/**
 * Optimizers inside networks: models that learn in context, the algorithms they may have learned,
 * and the comparison of the two.
 *
 * <p>A {@link org.mesascope.incontext.SequenceModel} is the counterpart for sequences of states.
 *
 * <p>May use {@code task}, {@code train}, {@code optimizer} and what stands under the flow.
 *
 * <pre>{@code
 * var training = new RegressionPrompts(new InputLaw.Uniform(10, 1), new WeightLaw.Gaussian(1), 10, 0);
 * var report = Attribution.of(training).attribute(model, Seed.of(1));
 * report.named();                                  // [GD], or nothing
 * display(report.figure());
 * var log = PromptTraces.rollOut(model, training, 500, Seed.of(2));
 * }</pre>
 *
 * <h2>Method cards</h2>
 *
 * <p><b>Linear self-attention</b> ({@link org.mesascope.incontext.LinearSelfAttention}, trained by
 * {@link org.mesascope.incontext.LinearAttentionTraining}). Attention without softmax in residual
 * form, read at the query's label (von Oswald et al. 2022); free or looped layers; constructions of
 * gradient descent and GD++ as positive controls, untrained weights as negative ones. Critiques: it
 * is not the attention of real transformers, and one layer can express little but a preconditioned
 * step, so that finding one there is no discovery. A training may end at a saddle or, with more
 * layers, at one of several solutions: look at several seeds ({@code best}). Not for claims about
 * softmax attention.
 *
 * <p><b>Exact risk of one step</b> ({@link org.mesascope.incontext.LinearAttentionRisk}). Risk and
 * optimum of ŷ = x_qᵀ A (1/N) Σ yᵢxᵢ in closed form (Zhang, Frei and Bartlett 2023; Ahn et al.
 * 2023), also under another input law, context, noise or task scale than A was made for. Critiques:
 * inputs must be Gaussian or have independent coordinates, weights Gaussian with one scale. It is a
 * bound for one layer alone: more layers do better.
 *
 * <p><b>Rivals</b> ({@link org.mesascope.incontext.Rivals}, fitted by {@link
 * org.mesascope.incontext.RivalFamily}). Gradient descent and GD++ (von Oswald et al. 2022),
 * preconditioned gradient descent (Ahn et al. 2023), ridge and least squares (Garg et al. 2022,
 * Akyürek et al. 2023), the memoriser of a pool (Raventós et al. 2023), the mesa-layer's online
 * least squares (von Oswald et al. 2023), online gradient descent, nearest neighbour, nothing. Many
 * contain one another: online least squares without forgetting is ridge, a preconditioned step
 * contains a plain one, and steps of rate 0 are no steps. That is why agreement with several is the
 * rule, and the one with the fewest fitted numbers is named.
 *
 * <p><b>Attribution</b> ({@link org.mesascope.incontext.Attribution}). Which algorithm a model
 * agrees with: prediction difference, model difference, sensitivity cosine (von Oswald et al. 2022)
 * and paired loss, in training's distribution and out of it, and whether the order of examples
 * matters (Shen et al. 2023). Critiques: that weights exist which do gradient descent does not mean
 * that training finds them, and agreement in distribution is shared by many algorithms (Shen et al.
 * 2023); the cosine cannot see a wrong scale. Not evidence of steps inside the network, and next to
 * none for one layer of linear attention, which can express little but a preconditioned step: there
 * agreement validates the tool. Not for prompts whose inputs are not regression examples. Where a
 * context is about as long as inputs have dimensions and labels are noisy, least squares has
 * predictions of no finite mean: its distances there have wide intervals.
 */
package org.mesascope.incontext;
