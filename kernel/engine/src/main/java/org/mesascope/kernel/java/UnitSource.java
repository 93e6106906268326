package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mesascope.kernel.java.Part.Kind;
import org.mesascope.kernel.java.Part.Variable;

/**
 * The source of a unit: one class that holds the variables that some parts of a cell declare, as
 * fields, and runs the parts, in methods short enough for the virtual machine to compile well.
 *
 * <p>It knows for each of its lines which part of the cell, and which line of that, it came from.
 */
final class UnitSource {

  /** The method names that JShell uses too; a number follows. */
  static final String METHOD = "do_it$";

  /** How many variables have been declared so far. */
  static final String REACHED = "$reached";

  private static final int METHOD_LENGTH = 1500;
  private static final String SIGNATURE = "public static Object %s() throws Throwable {";

  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> partOfLine = new ArrayList<>();
  private final List<Integer> lineOfPart = new ArrayList<>();
  private int methods;
  private int part = -1;

  /**
   * @param name the simple name of its class
   * @param imports complete declarations
   */
  UnitSource(String name, String imports) {
    this.name = name;
    write(
        "package " + UnitCompiler.PACKAGE + ";\n" + imports + "\npublic class " + name + " {\n", 0);
  }

  /**
   * The source that runs parts.
   *
   * @param there variables that exist already under the type they are declared with again
   * @param value whether the last part's value is returned
   */
  UnitSource running(List<Part> parts, Set<String> there, boolean value) {
    List<Variable> fields = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    int opened = text.length();
    open();
    for (int i = 0; i < parts.size(); i++) {
      part = i;
      Part each = parts.get(i);
      if (text.length() - opened > METHOD_LENGTH) {
        close();
        opened = text.length();
        open();
      }
      switch (each.kind()) {
        case VARIABLES -> {
          for (Variable variable : each.variables()) {
            boolean fresh = !there.contains(variable.name());
            if (fresh) {
              fields.add(variable);
              owners.add(i);
            }
            write(declaration(variable, fresh ? fields.size() : -1), 1 + variable.line());
          }
        }
        case EXPRESSION -> {
          boolean returned = value && i == parts.size() - 1;
          String expression = each.piece().source();
          write((returned ? "if ($go) return " : "") + expression + "\n;\n", 1);
        }
        default -> write("if ($go) {" + each.piece().source() + "\n}\n", 1);
      }
    }
    part = -1;
    close();
    for (int i = 0; i < fields.size(); i++) {
      part = owners.get(i);
      write("public static " + fields.get(i).type() + " " + fields.get(i).name() + ";\n", 0);
    }
    part = -1;
    write("public static int " + REACHED + "; public static boolean $go = true; }\n", 0);
    return this;
  }

  /** The source from which the compiler can tell the types of variables; it never runs. */
  UnitSource probing(List<Part> parts) {
    List<Variable> fields = new ArrayList<>();
    open();
    for (int i = 0; i < parts.size(); i++) {
      part = i;
      Part each = parts.get(i);
      if (each.kind() != Kind.VARIABLES) {
        write("if ($go) {" + each.piece().source() + "\n;}\n", 0);
        continue;
      }
      for (Variable variable : each.variables()) {
        if (variable.type() == null) {
          write("var " + variable.name() + " = " + variable.value() + "\n;\n", 1);
        } else {
          fields.add(variable);
          write(declaration(variable, -1), 0);
        }
      }
    }
    part = -1;
    close();
    fields.forEach(f -> write("public static " + f.type() + " " + f.name() + ";\n", 0));
    write("public static boolean $go = true; }\n", 0);
    return this;
  }

  String className() {
    return name;
  }

  String text() {
    return text.toString();
  }

  int methods() {
    return methods;
  }

  /** The part that a line, from 1, belongs to; -1 if it is none's. */
  int partAt(long line) {
    return line < 1 || line > partOfLine.size() ? -1 : partOfLine.get((int) line - 1);
  }

  /** The line of its part that each line came from, from 1; 0 where it came from none. */
  List<Integer> linesOfParts() {
    return List.copyOf(lineOfPart);
  }

  private String declaration(Variable variable, int count) {
    String mark = count < 0 ? "" : name + "." + REACHED + " = " + count + "; ";
    String cleared = variable.name() + " = " + initial(String.valueOf(variable.type())) + "; ";
    if (variable.value() == null) {
      return mark + cleared + "\n";
    }
    boolean fresh = count >= 0;
    return mark + (fresh ? "" : cleared) + variable.name() + " = " + variable.value() + "\n;\n";
  }

  private static String initial(String type) {
    return switch (type) {
      case "byte", "short", "int", "long", "float", "double", "char" -> "0";
      case "boolean" -> "false";
      default -> "null";
    };
  }

  private void open() {
    int outside = part;
    part = -1;
    write(SIGNATURE.formatted(METHOD + methods) + "\n", 0);
    part = outside;
    methods++;
  }

  private void close() {
    write("return null; }\n", 0);
  }

  /** Appends whole lines. */
  private void write(String lines, int firstLineOfPart) {
    text.append(lines);
    int line = firstLineOfPart;
    for (int i = 0; i < lines.length(); i++) {
      if (lines.charAt(i) == '\n') {
        partOfLine.add(part);
        lineOfPart.add(line);
        line += firstLineOfPart == 0 ? 0 : 1;
      }
    }
  }
}
