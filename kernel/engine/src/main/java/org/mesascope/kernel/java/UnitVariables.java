package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.mesascope.kernel.render.CellNames;

/**
 * The variables that units hold and JShell has not been told of. To tell it costs several
 * milliseconds, and slows all it does from then on; so it is told of a variable when something that
 * it is given mentions it. The variable stays where it is: JShell's is another name for it.
 */
final class UnitVariables {

  private static final Pattern QUALIFIED = Pattern.compile("((?:[a-z_]\\w*\\.)+)(?=\\p{Lu})");

  /**
   * @param type as it reads in any class of the cells' package
   * @param unit the simple name of the class that holds it
   */
  private record Held(String type, String unit) {}

  private final JShell shell;
  private final NotebookImports imports;
  private final CellControl control;
  private final Map<String, Held> held = new LinkedHashMap<>();

  UnitVariables(JShell shell, NotebookImports imports, CellControl control) {
    this.shell = shell;
    this.imports = imports;
    this.control = control;
  }

  /**
   * Takes note of a variable that a unit declares.
   *
   * @param type as it reads in any class of the cells' package
   * @param unit the simple name of the class that holds it
   * @return undoes it, if the variable is still where it was put: it never came to be
   */
  Runnable hold(String name, String type, String unit) {
    Held fresh = new Held(type, unit);
    Held before = held.put(name, fresh);
    return () -> {
      if (before == null) {
        held.remove(name, fresh);
      } else {
        held.replace(name, fresh, before);
      }
    };
  }

  void forget(String name) {
    held.remove(name);
  }

  List<String> names() {
    return List.copyOf(held.keySet());
  }

  /** A variable's type as a person writes it. */
  Optional<String> type(String name) {
    return Optional.ofNullable(held.get(name)).map(known -> written(known.type()));
  }

  /** The imports by which a unit sees the variables that it mentions. */
  String imports(Set<String> mentioned) {
    StringBuilder imports = new StringBuilder();
    held.forEach(
        (name, known) -> {
          if (mentioned.contains(name)) {
            imports.append("import static ").append(UnitCompiler.PACKAGE).append('.');
            imports.append(known.unit()).append('.').append(name).append(";\n");
          }
        });
    return imports.toString();
  }

  /** Tells JShell of the variables among these names. */
  void tell(Set<String> names) {
    imports.tell();
    for (String name : names) {
      Held known = held.get(name);
      if (known != null
          && !(tell(name, written(known.type()), known) || tell(name, known.type(), known))) {
        throw new IllegalStateException("JShell refuses " + known.type() + " " + name);
      }
    }
  }

  /** Tells JShell of the variables whose types cells define: those types are about to change. */
  void tellOfCellTypes(Set<String> types) {
    List<String> names = new ArrayList<>();
    held.forEach(
        (name, known) -> {
          if (known.type().contains(UnitCompiler.PACKAGE + ".")
              || Part.words(known.type()).stream().anyMatch(types::contains)) {
            names.add(name);
          }
        });
    tell(Set.copyOf(names));
  }

  private boolean tell(String name, String type, Held known) {
    List<SnippetEvent> events =
        control.naming(
            name,
            UnitCompiler.PACKAGE + "." + known.unit(),
            () -> shell.eval(type + " " + name + ";"));
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null && event.status() != Status.VALID) {
        shell.drop(event.snippet());
        return false;
      }
    }
    held.remove(name);
    return true;
  }

  /** A type without what the imports make superfluous. */
  String written(String type) {
    List<String> packages = new ArrayList<>(List.of("java.lang."));
    List<String> types = new ArrayList<>();
    imports
        .lines()
        .filter(line -> !line.isStatic())
        .map(ImportLine::name)
        .forEach(
            name -> {
              if (name.endsWith("*")) {
                packages.add(name.substring(0, name.length() - 1));
              } else {
                types.add(name);
              }
            });
    Matcher matcher = QUALIFIED.matcher(CellNames.readable(type));
    StringBuilder written = new StringBuilder();
    while (matcher.find()) {
      String qualifier = matcher.group(1);
      String rest = CellNames.readable(type).substring(matcher.start());
      boolean imported =
          packages.contains(qualifier) || types.stream().anyMatch(known -> startsWith(rest, known));
      matcher.appendReplacement(written, imported ? "" : Matcher.quoteReplacement(qualifier));
    }
    return matcher.appendTail(written).toString();
  }

  private static boolean startsWith(String text, String type) {
    return text.startsWith(type)
        && (text.length() == type.length()
            || !Character.isJavaIdentifierPart(text.charAt(type.length())));
  }
}
