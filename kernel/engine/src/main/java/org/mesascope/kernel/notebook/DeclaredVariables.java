package org.mesascope.kernel.notebook;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The variables that a cell declares with a value, at its top level, read from its source alone.
 */
final class DeclaredVariables {
  /** What a type reads as where only the compiler's inference knows it. */
  static final String INFERRED = "var";

  private DeclaredVariables() {}

  /** Name to declared type, in order; {@link #INFERRED} where the source says {@code var}. */
  static Map<String, String> in(String cell) {
    Map<String, String> variables = new LinkedHashMap<>();
    CompilationUnitTree unit = parse(cell);
    ClassTree holder = (ClassTree) unit.getTypeDecls().get(0);
    for (Tree member : holder.getMembers()) {
      if (member instanceof MethodTree method && method.getName().contentEquals("cell")) {
        BlockTree body = method.getBody();
        for (StatementTree statement : body.getStatements()) {
          if (statement instanceof VariableTree variable && variable.getInitializer() != null) {
            Tree type = variable.getType();
            variables.put(variable.getName().toString(), type == null ? INFERRED : type.toString());
          }
        }
      }
    }
    return variables;
  }

  private static CompilationUnitTree parse(String cell) {
    String statements =
        cell.lines()
            .map(line -> line.stripLeading().matches("(import\\s|%).*") ? "" : line)
            .collect(Collectors.joining("\n"));
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("cell:///Cell.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class Cell { void cell() {\n" + statements + "\n}}";
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, faults -> {}, List.of("-proc:none"), null, List.of(source));
    try {
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
