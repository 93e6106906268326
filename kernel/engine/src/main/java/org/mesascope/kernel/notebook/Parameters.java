package org.mesascope.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Values for a notebook's parameters, by papermill's convention: the cell tagged {@code parameters}
 * declares them with their defaults, and a cell tagged {@code injected-parameters} after it gives
 * the values of one run.
 *
 * @param given name to value as typed, in the order given
 */
public record Parameters(Map<String, String> given) {
  static final String DECLARED = "parameters";
  static final String INJECTED = "injected-parameters";
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  public Parameters {
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
  }

  /** No values: the notebook's own. */
  public static Parameters none() {
    return new Parameters(Map.of());
  }

  /**
   * Reads {@code name=value} assignments.
   *
   * @throws BadInputException if one is no assignment, or a name comes twice
   */
  public static Parameters parse(List<String> assignments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String name = equals < 0 ? assignment : assignment.substring(0, equals).strip();
      if (equals < 0 || !NAME.matcher(name).matches()) {
        throw new BadInputException(
            "-p expects name=value, got '" + assignment + "'. Write, for example, -p seed=7");
      }
      if (given.put(name, assignment.substring(equals + 1)) != null) {
        throw new BadInputException("-p gives `" + name + "` twice. Give it once");
      }
    }
    return new Parameters(given);
  }

  /** Where the cell that declares a notebook's parameters is. */
  static OptionalInt declaration(Notebook notebook) {
    return first(notebook, DECLARED);
  }

  /**
   * Checks the values against what a source says of their types. A type it leaves to the compiler
   * ({@code var}) takes any value here.
   *
   * @throws BadInputException if a name is unknown or a value is not of its type
   */
  void check(Map<String, String> declared) {
    given.forEach(
        (name, text) -> {
          String type = declared.get(name);
          if (type == null) {
            throw unknown(name, declared);
          }
          if (!type.equals(DeclaredVariables.INFERRED)) {
            JavaLiteral.of(name, type, text);
          }
        });
  }

  /**
   * The Java that gives the parameters their values.
   *
   * @param declared name to type of what the parameters cell declares
   * @throws BadInputException if a name is unknown or a value is not of its type
   */
  public String source(Map<String, String> declared) {
    StringBuilder source = new StringBuilder("// Parameters of this run");
    given.forEach(
        (name, text) -> {
          String type = declared.get(name);
          if (type == null) {
            throw unknown(name, declared);
          }
          String literal = JavaLiteral.of(name, type, text);
          source.append('\n').append(JavaLiteral.simple(type)).append(' ').append(name);
          source.append(" = ").append(literal).append(';');
        });
    return source.toString();
  }

  /** The notebook with its injected cell right after the declaration, replacing an earlier one. */
  static Notebook inject(Notebook notebook, String source) {
    OptionalInt before = first(notebook, INJECTED);
    List<Cell> cells = new ArrayList<>(notebook.cells());
    cells.removeIf(cell -> cell.hasTag(INJECTED));
    int declaration =
        declaration(notebook.withCells(cells))
            .orElseThrow(() -> new IllegalStateException("no parameters cell"));
    JsonArray tags = new JsonArray();
    tags.add(INJECTED);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", tags);
    String id = before.isPresent() ? notebook.cells().get(before.getAsInt()).id() : "";
    cells.add(declaration + 1, Cell.code(id, source).withMetadata(metadata));
    return notebook.withCells(cells);
  }

  private static OptionalInt first(Notebook notebook, String tag) {
    List<Cell> cells = notebook.cells();
    return IntStream.range(0, cells.size()).filter(i -> cells.get(i).hasTag(tag)).findFirst();
  }

  private static BadInputException unknown(String name, Map<String, String> declared) {
    List<String> known = new ArrayList<>();
    declared.forEach((each, type) -> known.add(each + " (" + JavaLiteral.simple(type) + ")"));
    return new BadInputException(
        "unknown parameter `"
            + name
            + "`. "
            + (known.isEmpty()
                ? "The notebook's parameters cell declares none"
                : "Known: " + String.join(", ", known)));
  }
}
