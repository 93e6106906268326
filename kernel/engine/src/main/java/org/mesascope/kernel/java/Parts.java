package org.mesascope.kernel.java;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.java.Part.Kind;
import org.mesascope.kernel.java.Part.Variable;
import org.mesascope.kernel.java.Pieces.Piece;

/** Tells what the pieces of a cell are, by one parse of them all. */
final class Parts {

  private static final String STATEMENT = "class $ { Object $() throws Throwable { ";
  private static final String VALUE = STATEMENT + "return ";
  private static final String MEMBER = "class $ { ";

  private static final String PUBLIC = "public ";
  private static final Set<Modifier> ACCESS =
      Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

  private Parts() {}

  /** One part a piece, in order. */
  static List<Part> of(List<Piece> pieces, UnitCompiler compiler) {
    List<String> texts = new ArrayList<>();
    for (Piece piece : pieces) {
      texts.add(STATEMENT + piece.source() + "\n;}}");
      texts.add(VALUE + piece.source() + "\n;}}");
      texts.add(MEMBER + piece.source() + "\n}");
    }
    Set<Integer> broken = new HashSet<>();
    return compiler.parse(
        texts,
        broken,
        (task, units) -> of(pieces, units, Trees.instance(task).getSourcePositions(), broken));
  }

  private static List<Part> of(
      List<Piece> pieces,
      List<CompilationUnitTree> units,
      SourcePositions positions,
      Set<Integer> broken) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      boolean plain = !piece.source().contains("\\u");
      int at = 3 * i;
      Part part = null;
      if (plain && !broken.contains(at)) {
        part = statement(piece, units.get(at), positions);
      }
      if (plain && part == null && !broken.contains(at + 1) && !piece.endsInSemicolon()) {
        part = value(piece, units.get(at + 1));
      }
      if (part == null && broken.contains(at + 2)) {
        part = Part.snippet(piece, Set.of());
      } else if (part == null) {
        CompilationUnitTree members = units.get(at + 2);
        part = Part.snippet(opened(piece, members, positions), defined(members));
      }
      parts.add(part);
    }
    return parts;
  }

  private static @Nullable Part value(Piece piece, CompilationUnitTree unit) {
    List<StatementTree> statements = statements(unit);
    return statements.size() == 1
            && statements.get(0) instanceof ReturnTree returned
            && hasOneType(returned.getExpression())
        ? new Part(piece, Kind.EXPRESSION, List.of(), Set.of())
        : null;
  }

  private static @Nullable Part statement(
      Piece piece, CompilationUnitTree unit, SourcePositions positions) {
    List<StatementTree> statements = statements(unit);
    if (!statements.isEmpty() && statements.stream().allMatch(VariableTree.class::isInstance)) {
      return variables(piece, unit, statements, positions);
    }
    if (statements.size() != 1 || leaves(statements.get(0))) {
      return null;
    }
    StatementTree statement = statements.get(0);
    if (statement instanceof ExpressionStatementTree expression) {
      return piece.endsInSemicolon() || hasOneType(expression.getExpression())
          ? new Part(piece, Kind.EXPRESSION, List.of(), Set.of())
          : null;
    }
    return statement instanceof ClassTree
        ? null
        : new Part(piece, Kind.STATEMENT, List.of(), Set.of());
  }

  /** The statements of the one method of the one class; none if it is not so. */
  private static List<StatementTree> statements(CompilationUnitTree unit) {
    List<? extends Tree> types = unit.getTypeDecls();
    List<StatementTree> statements = new ArrayList<>();
    if (types.size() == 1
        && types.get(0) instanceof ClassTree holder
        && holder.getMembers().size() == 1
        && holder.getMembers().get(0) instanceof MethodTree method) {
      statements.addAll(method.getBody().getStatements());
    }
    statements.removeIf(EmptyStatementTree.class::isInstance);
    return statements;
  }

  private static @Nullable Part variables(
      Piece piece,
      CompilationUnitTree unit,
      List<StatementTree> statements,
      SourcePositions positions) {
    List<Variable> variables = new ArrayList<>();
    for (StatementTree statement : statements) {
      VariableTree variable = (VariableTree) statement;
      String name = variable.getName().toString();
      List<? extends AnnotationTree> annotations = variable.getModifiers().getAnnotations();
      ExpressionTree value = variable.getInitializer();
      Tree declared = variable.getType();
      if (name.isEmpty() || name.equals("_") || !annotations.isEmpty()) {
        return null;
      }
      if (declared == null && value == null) {
        return null;
      }
      String type = declared == null ? evident(value) : declared.toString();
      if (value == null) {
        variables.add(new Variable(name, type, null, 0));
        continue;
      }
      int start = (int) positions.getStartPosition(unit, value) - STATEMENT.length();
      int end = (int) positions.getEndPosition(unit, value) - STATEMENT.length();
      if (start < 0 || end < start || end > piece.source().length()) {
        return null;
      }
      String text = piece.source().substring(start, end);
      boolean bare = value instanceof NewArrayTree array && array.getType() == null;
      int line = (int) piece.source().substring(0, start).chars().filter(c -> c == '\n').count();
      variables.add(new Variable(name, type, bare ? "new " + type + " " + text : text, line));
    }
    return new Part(piece, Kind.VARIABLES, variables, Set.of());
  }

  /** The type that an initializer has on its face; null where the compiler must say. */
  private static @Nullable String evident(@Nullable ExpressionTree value) {
    if (value instanceof NewClassTree made && made.getClassBody() == null) {
      Tree type = made.getIdentifier();
      boolean diamond =
          type instanceof ParameterizedTypeTree generic && generic.getTypeArguments().isEmpty();
      return diamond || made.getEnclosingExpression() != null ? null : plain(type);
    }
    if (value instanceof NewArrayTree array && array.getType() != null) {
      int dimensions =
          Math.max(array.getDimensions().size(), array.getInitializers() == null ? 0 : 1);
      return plain(array.getType()) + "[]".repeat(dimensions);
    }
    if (value instanceof TypeCastTree cast) {
      return plain(cast.getType());
    }
    if (value instanceof LiteralTree literal) {
      return switch (literal.getKind()) {
        case INT_LITERAL -> "int";
        case LONG_LITERAL -> "long";
        case FLOAT_LITERAL -> "float";
        case DOUBLE_LITERAL -> "double";
        case BOOLEAN_LITERAL -> "boolean";
        case CHAR_LITERAL -> "char";
        case STRING_LITERAL -> "String";
        default -> null;
      };
    }
    return null;
  }

  /** A type as the compiler writes one that it infers. */
  private static String plain(Tree type) {
    return type.toString().replace(", ", ",");
  }

  /** An assignment's value is not shown, and a choice between types would depend on its target. */
  private static boolean hasOneType(@Nullable ExpressionTree value) {
    ExpressionTree bare = value;
    while (bare instanceof ParenthesizedTree inner) {
      bare = inner.getExpression();
    }
    return bare != null
        && !(bare instanceof AssignmentTree
            || bare instanceof CompoundAssignmentTree
            || bare instanceof SwitchExpressionTree
            || bare instanceof ConditionalExpressionTree
            || bare instanceof LambdaExpressionTree);
  }

  /** Whether it returns from the code around it, which a cell must not. */
  private static boolean leaves(StatementTree statement) {
    boolean[] found = {false};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
        found[0] = true;
        return null;
      }

      @Override
      public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        return null;
      }

      @Override
      public @Nullable Void visitLambdaExpression(
          LambdaExpressionTree tree, @Nullable Void unused) {
        return null;
      }
    }.scan(statement, null);
    return found[0];
  }

  /**
   * A record's constructors made as accessible as JShell makes the record: else it would refuse
   * those that are written without a modifier, as they may be in a file.
   */
  private static Piece opened(Piece piece, CompilationUnitTree unit, SourcePositions positions) {
    StringBuilder text = new StringBuilder(piece.source());
    for (Tree member : ((ClassTree) unit.getTypeDecls().get(0)).getMembers()) {
      if (member.getKind() == Tree.Kind.RECORD) {
        int moved = text.length() - piece.source().length();
        for (Tree inner : ((ClassTree) member).getMembers()) {
          if (inner instanceof MethodTree method
              && method.getName().contentEquals("<init>")
              && Collections.disjoint(method.getModifiers().getFlags(), ACCESS)) {
            int start = (int) positions.getStartPosition(unit, method) - MEMBER.length();
            text.insert(start + moved, PUBLIC);
            moved += PUBLIC.length();
          }
        }
      }
    }
    return new Piece(text.toString(), piece.offset(), piece.line());
  }

  private static Set<String> defined(CompilationUnitTree unit) {
    Set<String> names = new HashSet<>();
    for (Tree member : ((ClassTree) unit.getTypeDecls().get(0)).getMembers()) {
      if (member instanceof ClassTree type) {
        names.add(type.getSimpleName().toString());
      } else if (member instanceof MethodTree method) {
        names.add(method.getName().toString());
      }
    }
    return names;
  }
}
