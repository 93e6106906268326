package org.mesascope.task;

import java.util.function.IntToDoubleFunction;

/** A reward over transitions of a finite world: R(s, a, s′). */
public non-sealed interface TransitionReward extends Objective {

  /** A reward as a function, before it has a name. */
  @FunctionalInterface
  interface Function {
    double at(int state, int action, int next);
  }

  /**
   * The reward of one transition.
   *
   * @param state s, counted from 0
   * @param action a, counted from 0
   * @param next s′, counted from 0
   */
  double at(int state, int action, int next);

  static TransitionReward of(String name, Function function) {
    return new Named(name, function);
  }

  /** A reward of the state that is left: R(s). */
  static TransitionReward ofState(String name, double... byState) {
    double[] rewards = byState.clone();
    return of(name, (s, a, next) -> rewards[s]);
  }

  /** 1 for entering a state (from it, too), else 0: 1[s′ = state]. */
  static TransitionReward entering(String name, int state) {
    return of(name, (s, a, next) -> next == state ? 1 : 0);
  }

  /** factor · R + constant: the same preferences for a positive factor. */
  default TransitionReward scaled(double factor, double constant) {
    return of(name() + " (scaled)", (s, a, next) -> factor * at(s, a, next) + constant);
  }

  /**
   * R(s, a, s′) + γφ(s′) − φ(s), which has the same optimal policies in every dynamics (Ng, Harada
   * and Russell 1999).
   */
  default TransitionReward shaped(IntToDoubleFunction potential, double discount) {
    return of(
        name() + " (shaped)",
        (s, a, next) ->
            at(s, a, next) + discount * potential.applyAsDouble(next) - potential.applyAsDouble(s));
  }

  /** A function with its name. */
  record Named(String name, Function function) implements TransitionReward {
    @Override
    public double at(int state, int action, int next) {
      return function.at(state, action, next);
    }
  }
}
