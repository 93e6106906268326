package org.mesascope.kernel.java;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.java.Part.Kind;
import org.mesascope.kernel.java.Part.Variable;
import org.mesascope.kernel.java.Places.Line;
import org.mesascope.kernel.java.Places.Place;

/** Compiles the parts of a cell that need no JShell to one class, and runs it. */
final class Units {

  private static final String NAME = "$JShell$U";

  private final CellLoader loader;
  private final CellControl control;
  private final UnitCompiler compiler;
  private final Snippets snippets;
  private final UnitVariables variables;
  private final Places places;
  private final StackLines stackLines;
  private int count;

  Units(
      CellLoader loader,
      CellControl control,
      UnitCompiler compiler,
      Snippets snippets,
      UnitVariables variables,
      Places places,
      StackLines stackLines) {
    this.loader = loader;
    this.control = control;
    this.compiler = compiler;
    this.snippets = snippets;
    this.variables = variables;
    this.places = places;
    this.stackLines = stackLines;
  }

  /**
   * Parts that compiled, and that run as one.
   *
   * @param fresh the variables it holds, in order
   * @param shows whether the value of the last part is the cell's result
   */
  record Unit(UnitSource source, List<Part> parts, List<Variable> fresh, boolean shows) {}

  /** Either a unit, or the first part that cannot be in one. */
  record Attempt(@Nullable Unit unit, int refused) {}

  /**
   * Compiles parts.
   *
   * @param value whether the last part's value is wanted, if it is an expression
   */
  Attempt compile(List<Part> parts, boolean value) {
    try {
      Set<String> words = new HashSet<>();
      parts.forEach(part -> words.addAll(part.words()));
      String imports = snippets.imports(words) + variables.imports(words);
      List<Part> typed = typed(parts, imports);
      Set<String> there = new HashSet<>();
      Set<String> awaited = snippets.awaited();
      for (int i = 0; i < typed.size(); i++) {
        for (Variable variable : typed.get(i).variables()) {
          String type = variable.type();
          Optional<String> known = snippets.type(variable.name());
          if (type == null
              || awaited.contains(variable.name())
              || (known.isPresent() && !known.get().equals(variables.written(type)))) {
            return new Attempt(null, i);
          }
          known.ifPresent(same -> there.add(variable.name()));
        }
      }
      return compile(typed, imports, there, value && isExpression(typed));
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return new Attempt(null, 0); // javac is overtaxed, or wrong: JShell tries
    }
  }

  /** Runs a unit; the variables that it did not come to are gone. */
  Outcome run(Unit unit, Place cell) {
    if (Snippets.isCancelled()) {
      return Snippets.interrupted(cell);
    }
    String name = unit.source().className();
    String className = UnitCompiler.PACKAGE + "." + name;
    places.putUnit(className, lines(unit, cell.cell()));
    List<Runnable> undo = new ArrayList<>();
    for (Variable variable : unit.fresh()) {
      undo.add(variables.hold(variable.name(), String.valueOf(variable.type()), name));
    }
    try {
      for (int i = 0; i < unit.source().methods(); i++) {
        control.invoke(className, UnitSource.METHOD + i);
      }
      return new Outcome.Done(control.takeValue(), unit.shows());
    } catch (ExecutionControlException e) {
      Throwable thrown = Optional.ofNullable(control.takeThrown()).orElse(e);
      undo.stream().skip(reached(className)).forEach(Runnable::run);
      return new Outcome.Failed(stackLines.describe(thrown), thrown);
    }
  }

  private static List<Optional<Line>> lines(Unit unit, String cell) {
    List<Place> placeOfPart = new ArrayList<>();
    for (Part part : unit.parts()) {
      placeOfPart.add(new Place(cell, part.piece().line(), part.piece().source()));
    }
    List<Optional<Line>> lines = new ArrayList<>();
    List<Integer> numbers = unit.source().linesOfParts();
    for (int i = 0; i < numbers.size(); i++) {
      int part = unit.source().partAt(i + 1);
      boolean known = part >= 0 && numbers.get(i) > 0;
      lines.add(
          known ? Optional.of(new Line(placeOfPart.get(part), numbers.get(i))) : Optional.empty());
    }
    return lines;
  }

  private Attempt compile(List<Part> parts, String imports, Set<String> there, boolean value) {
    UnitSource source = new UnitSource(NAME + count++, imports).running(parts, there, value);
    int[] refused = {Integer.MAX_VALUE};
    Map<String, byte[]> classes =
        compiler.compile(
            source.className(),
            source.text(),
            error -> {
              int part = source.partAt(error.getLineNumber());
              refused[0] = Math.min(refused[0], Math.max(0, part));
            });
    if (classes.isEmpty()) {
      int last = parts.size() - 1;
      if (value && refused[0] == last) {
        return compile(parts, imports, there, false); // its value may be void
      }
      return new Attempt(null, refused[0] > last ? 0 : refused[0]);
    }
    loader.add(classes);
    List<Variable> fresh = new ArrayList<>();
    parts.forEach(part -> fresh.addAll(part.variables()));
    fresh.removeIf(variable -> there.contains(variable.name()));
    boolean shows = value && !parts.get(parts.size() - 1).piece().endsInSemicolon();
    return new Attempt(new Unit(source, parts, fresh, shows), -1);
  }

  private static boolean isExpression(List<Part> parts) {
    return parts.get(parts.size() - 1).kind() == Kind.EXPRESSION;
  }

  private int reached(String className) {
    try {
      return loader.loadClass(className).getField(UnitSource.REACHED).getInt(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return 0;
    }
  }

  /** The parts with the types that the compiler infers for {@code var}, where it can be written. */
  private List<Part> typed(List<Part> parts, String imports) {
    if (parts.stream().flatMap(p -> p.variables().stream()).allMatch(v -> v.type() != null)) {
      return parts;
    }
    UnitSource source = new UnitSource(NAME + count++, imports).probing(parts);
    Map<String, String> types =
        compiler.examine(source.className(), source.text(), Units::inferred);
    List<Part> typed = new ArrayList<>();
    for (Part part : parts) {
      List<Variable> known = new ArrayList<>();
      for (Variable variable : part.variables()) {
        String type = types.get(variable.name());
        boolean open = variable.type() == null && type != null;
        known.add(open ? variable.withType(String.valueOf(type)) : variable);
      }
      typed.add(new Part(part.piece(), part.kind(), known, part.defines()));
    }
    return typed;
  }

  private static Map<String, String> inferred(JavacTask task, CompilationUnitTree unit) {
    Map<String, String> types = new HashMap<>();
    try {
      task.analyze();
    } catch (IOException | IllegalStateException e) {
      return types; // it could not even be entered
    }
    Trees trees = Trees.instance(task);
    for (Tree type : unit.getTypeDecls()) {
      TreePath holder = new TreePath(new TreePath(unit), type);
      for (Tree member : ((ClassTree) type).getMembers()) {
        if (member instanceof MethodTree method
            && method.getName().toString().startsWith(UnitSource.METHOD)) {
          BlockTree body = method.getBody();
          TreePath block = new TreePath(new TreePath(holder, method), body);
          for (StatementTree statement : body.getStatements()) {
            if (statement instanceof VariableTree variable) {
              Element element = trees.getElement(new TreePath(block, variable));
              String written = element == null ? null : denotable(element.asType());
              if (written != null) {
                types.put(variable.getName().toString(), written);
              }
            }
          }
        }
      }
    }
    return types;
  }

  /** A type as a field's declaration can name it, or null: JShell has its ways with the others. */
  private static @Nullable String denotable(TypeMirror type) {
    String written = type.toString();
    boolean plain = written.matches("[\\p{L}\\p{N}_$.<>?,\\[\\] ]+");
    boolean nameless = written.contains("<any") || written.contains("<null");
    return plain && !nameless && type.getKind() != TypeKind.ERROR ? written : null;
  }
}
