package org.mesascope.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.report.ResultTable;

/**
 * What the data can tell about the parameters: the rank and the null space of the expected Fisher
 * information at the estimate.
 *
 * <p>Rank is judged with every parameter scaled to unit information: eigenvalues of at most 1e-9 of
 * the largest count as 0.
 *
 * @param parameters their names, in the order of the estimate
 * @param eigenvalues of the Fisher information of the data, ascending, one a parameter; empty where
 *     it was not assessed
 * @param rank how many directions are told; 0 where it was not assessed
 * @param nullDirections an orthonormal basis of what the data cannot tell, one vector a direction,
 *     {@code parameters − rank} of them; not copied
 * @param units what each parameter is told to alone, 1/√ of its information, above 0: in these
 *     units is judged whether a combination is told; not copied
 * @param notes the null space in words, such as "any constant" or "right end and coin move together
 *     in these data"; empty where all is identified
 */
public record Identifiability(
    List<String> parameters,
    double[] eigenvalues,
    int rank,
    double[][] nullDirections,
    double[] units,
    List<String> notes)
    implements Displayable {

  private static final double ALONG = 1e-6;

  public Identifiability {
    parameters = List.copyOf(parameters);
    notes = List.copyOf(notes);
    if (units.length != parameters.size()) {
      throw new IllegalArgumentException(
          "identifiability expects %d units, one a parameter, got %d"
              .formatted(parameters.size(), units.length));
    }
  }

  /** With all parameters in like units. */
  public Identifiability(
      List<String> parameters,
      double[] eigenvalues,
      int rank,
      double[][] nullDirections,
      List<String> notes) {
    this(parameters, eigenvalues, rank, nullDirections, ones(parameters.size()), notes);
  }

  /** Of what an information tells, in words given. */
  static Identifiability of(List<String> parameters, Information told, List<String> notes) {
    return of(parameters, told, told.untold(), notes);
  }

  /** Of what an information tells, less directions that are not told for other reasons. */
  static Identifiability of(
      List<String> parameters, Information told, List<double[]> untold, List<String> notes) {
    return new Identifiability(
        parameters,
        told.eigenvalues(),
        parameters.size() - untold.size(),
        untold.toArray(new double[0][]),
        told.units(),
        notes);
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** For fits with too many parameters for an information matrix: nothing counts as identified. */
  static Identifiability notAssessed(List<String> parameters, String why) {
    return new Identifiability(
        parameters, new double[0], 0, new double[0][], List.of("not assessed: " + why));
  }

  /** Whether every parameter is told by the data. */
  public boolean identified() {
    return rank == parameters.size();
  }

  /** Whether the data tell one parameter, by its number. */
  public boolean identified(int parameter) {
    double[] alone = new double[parameters.size()];
    alone[parameter] = 1;
    return identified(alone);
  }

  /** Whether the data tell a linear combination of the parameters. */
  public boolean identified(double... weights) {
    if (weights.length != parameters.size()) {
      throw new IllegalArgumentException(
          "a combination expects %d weights, one for each of %s, got %d"
              .formatted(parameters.size(), NullSpace.listed(parameters), weights.length));
    }
    double[] scaled = weights.clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] *= units[k];
    }
    double norm = Math.sqrt(Information.dot(scaled, scaled));
    double along = 0;
    for (double[] direction : NullSpace.scaled(List.of(nullDirections), units)) {
      along = Math.max(along, Math.abs(Information.dot(direction, scaled)));
    }
    return eigenvalues.length > 0 && along <= ALONG * norm;
  }

  /**
   * "identifiable", "not identifiable: 1 of 2 directions told" or "identifiability not assessed".
   */
  String inShort() {
    if (eigenvalues.length == 0) {
      return "identifiability not assessed";
    }
    return identified()
        ? "identifiable"
        : "not identifiable: %d of %d directions told".formatted(rank, parameters.size());
  }

  /** "2 of 3 directions are told by the data", with the null space in words. */
  public String summary() {
    if (eigenvalues.length == 0) {
      return String.join("; ", notes);
    }
    String told = "%d of %d directions are told by the data".formatted(rank, parameters.size());
    return notes.isEmpty() ? told : told + "; not told: " + String.join("; ", notes);
  }

  /** One row a parameter. */
  public ResultTable table() {
    List<String> answers = new ArrayList<>();
    for (int k = 0; k < parameters.size(); k++) {
      answers.add(identified(k) ? "yes" : "no");
    }
    ResultTable table =
        ResultTable.titled("Identifiability")
            .column("parameter", parameters)
            .column("told by the data", answers);
    if (eigenvalues.length > 0) {
      table = table.column("Fisher eigenvalue (ascending)", eigenvalues);
    }
    return table.withNote(summary());
  }

  @Override
  public MimeBundle toMimeBundle() {
    return table().toMimeBundle();
  }
}
