package org.mesascope.kernel.javadoc;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Javadoc in a source file. */
final class SourceDocs {

  private SourceDocs() {}

  /** The HTML of the comment on what a signature names, if it has one. */
  static Optional<String> find(String source, Class<?> type, Signature wanted) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("doc:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, faults -> {}, List.of("-proc:none"), null, List.of(file));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      TreePath path = path(new TreePath(unit), unit.getTypeDecls(), type, wanted);
      String comment = path == null ? null : DocTrees.instance(task).getDocComment(path);
      return Optional.ofNullable(comment).map(JavadocText::html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable TreePath path(
      TreePath unit, List<? extends Tree> declarations, Class<?> type, Signature wanted) {
    Deque<String> names = new ArrayDeque<>();
    for (Class<?> t = type; t != null; t = t.getEnclosingClass()) {
      names.push(t.getSimpleName());
    }
    TreePath path = unit;
    List<? extends Tree> members = declarations;
    for (String name : names) {
      ClassTree found = type(members, name);
      if (found == null) {
        return null;
      }
      path = new TreePath(path, found);
      members = found.getMembers();
    }
    if (wanted.member().isEmpty()) {
      return path;
    }
    for (Tree member : members) {
      if (isWanted(member, wanted)) {
        return new TreePath(path, member);
      }
    }
    return null;
  }

  private static @Nullable ClassTree type(List<? extends Tree> members, String name) {
    for (Tree member : members) {
      if (member instanceof ClassTree type && type.getSimpleName().contentEquals(name)) {
        return type;
      }
    }
    return null;
  }

  private static boolean isWanted(Tree member, Signature wanted) {
    if (member instanceof VariableTree field) {
      return field.getName().contentEquals(wanted.member());
    }
    return member instanceof MethodTree method
        && method.getName().contentEquals(wanted.member())
        && method.getParameters().stream()
            .map(parameter -> Signature.simple(String.valueOf(parameter.getType())))
            .toList()
            .equals(wanted.parameters());
  }
}
