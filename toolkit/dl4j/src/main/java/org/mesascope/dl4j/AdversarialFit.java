package org.mesascope.dl4j;

import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;

/**
 * What adversarial inference found.
 *
 * @param fit the reward, with the held-out predictions of the policy beside its rivals
 * @param policy that was trained on the reward
 */
public record AdversarialFit(RewardNetworkFit fit, PolicyNetwork policy) implements Displayable {

  /** The behavioural objective. */
  public RewardNetwork reward() {
    return fit.reward();
  }

  @Override
  public MimeBundle toMimeBundle() {
    return fit.toMimeBundle();
  }
}
