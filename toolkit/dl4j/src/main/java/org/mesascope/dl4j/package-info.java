/**
 * Trained systems on DL4J: policies that act on what they observe, and transformers that learn in
 * context.
 *
 * <p>What a system does is cloned, and what it is after inferred, in worlds that are tabulated and
 * in worlds that are not.
 *
 * <p>May use every room of the core and DL4J, which no other room sees. Set {@code
 * OMP_NUM_THREADS=1} for networks of this size: more threads make them slower.
 *
 * <p><b>Method card, REINFORCE.</b> Definition: stochastic ascent on the expected return along ∇J =
 * E[Σₜ Aₜ ∇ ln π(aₜ | sₜ)] with a leave-one-out baseline. Source: Williams 1992; Kool, van Hoof and
 * Welling 2019 for the baseline. Known critique: what is learnt where training never goes is
 * decided by the architecture and the initial weights, so conclusions need several seeds. Not for
 * worlds whose reward is rare under a random policy.
 *
 * <p><b>Method card, behaviour cloning</b> ({@link org.mesascope.dl4j.BehaviourCloning}).
 * Definition: the network under which the choices in traces are most likely, stopped by held-out
 * traces and judged by others, beside uniform choice, choice frequencies, repetition, imitation of
 * each situation and, for menus, conditional logit. Source: Pomerleau 1989; Bain and Sammut 1995.
 * Known critique: errors compound where the clone leaves the expert's states (Ross and Bagnell
 * 2010), and a clone takes for a cause what only goes along with the choice (de Haan, Jayaraman and
 * Levine 2019). A clone has no objective: where it predicts as well as a reward, no objective is
 * needed. Not for saying what an agent does in a world it never showed itself in.
 *
 * <p><b>Method card, reward network</b> ({@link org.mesascope.dl4j.RewardNetworkIrl}). Definition:
 * the network reward of the state entered under which soft-optimal choices make the traces most
 * likely; its gradient is the expert's occupancy less the policy's, by exact planning. Source:
 * Wulfmeier, Ondruska and Posner 2015; Ziebart, Bagnell and Dey 2010 for the causal entropy. Known
 * critique: the reward is told no better than a table's, up to shaping (Cao, Cohen and Szpruch
 * 2021), and what looks told is in part the network's smoothness; the likelihood is not concave in
 * the weights; one training is one draw of weights. Not where a linear reward of known features
 * predicts as well: that one comes with intervals ({@link
 * org.mesascope.infer.MaxCausalEntropyIrl}).
 *
 * <p><b>Method card, adversarial IRL</b> ({@link org.mesascope.dl4j.AdversarialIrl}). Definition: a
 * reward network that tells traces from the episodes of a policy which is trained on it, for worlds
 * that can only be run ({@link org.mesascope.dl4j.Simulator}). Source: Fu, Luo and Levine 2018;
 * Finn, Christiano, Abbeel and Levine 2016 for the discriminator. Known critique: the reward is
 * disentangled from the dynamics only where these are deterministic and decomposable; the game need
 * not converge, and results differ by seed; the policy lags behind the reward, so its held-out
 * predictions are no likelihood of the reward; what the discriminator never sees is extrapolated.
 * Not where the world can be tabulated: exact planning is faster and nearer to the truth.
 *
 * <p><b>Method card, in-context regression.</b> Definition: a transformer that predicts a query's
 * label from a prompt of examples, trained on fresh prompts ({@link
 * org.mesascope.dl4j.TransformerTraining}). Source: Garg et al. 2022; von Oswald et al. 2022. Known
 * critique: a small error does not say by which algorithm it is reached, several algorithms agree
 * where the model was trained (Shen et al. 2023), and one training is one draw of weights; compare
 * with rivals, out of distribution, over seeds. Not for one layer of linear attention, whose
 * optimum is known in closed form.
 *
 * <p><b>Method card, task diversity.</b> Definition: the distance of one trained model a pool to
 * the posterior mean over the pool and over all tasks ({@link org.mesascope.dl4j.TaskDiversity}).
 * Source: Raventós et al. 2023. Known critique: at small pools both rivals agree on prompts of the
 * pool, so only new tasks tell them apart; where the change falls depends on the length of training
 * and on the network; a model that is undertrained is far from both. Not for noiseless labels,
 * where both rivals degenerate.
 *
 * <p><b>Method card, linear dynamics.</b> Definition: next-state prediction of sₜ₊₁ = W sₜ + noise
 * by a causal transformer, beside online least squares at each position ({@link
 * org.mesascope.incontext.PositionErrors}). Source: von Oswald et al. 2023. Known critique: online
 * least squares does not know that W is orthogonal, so a network can do better than it; being as
 * good is no sign of being the same. Not for states observed in part, which need a longer memory
 * than one transition.
 *
 * <pre>{@code
 * var agent = Reinforce.defaults().train(Mixture.of(corridor), seed.split("train"));
 * var clone = BehaviourCloning.defaults().train(traces, world, seed.split("clone"));
 * var found = RewardNetworkIrl.defaults().infer(traces, world, seed.split("reward"));
 * var prompts = new RegressionPrompts(inputs, new WeightLaw.Gaussian(1), 8, .5);
 * var run = TransformerTraining.of(TransformerOptions.defaults()).train(prompts, seed);
 * run.model().save(Path.of("transformer.bin"));
 * display(TaskDiversity.defaults().run(seed.split("diversity")));
 * }</pre>
 */
package org.mesascope.dl4j;
