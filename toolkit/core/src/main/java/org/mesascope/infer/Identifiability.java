package org.mesascope.infer;

import java.util.List;

/**
 * What the data can tell about the parameters: the rank and the null space of the Fisher
 * information.
 *
 * @param parameters their names, in the order of the estimate
 * @param eigenvalues of the Fisher information of the data, ascending, one a parameter
 * @param rank how many eigenvalues are told from 0
 * @param nullDirections an orthonormal basis of what the data cannot tell, one vector a direction,
 *     {@code parameters − rank} of them; not copied
 * @param notes the null space in words, such as "any constant" or "right end and coin move together
 *     in these data"; empty where all is identified
 */
public record Identifiability(
    List<String> parameters,
    double[] eigenvalues,
    int rank,
    double[][] nullDirections,
    List<String> notes) {

  /** Whether every parameter is told by the data. */
  public boolean identified() {
    return rank == parameters.size();
  }
}
