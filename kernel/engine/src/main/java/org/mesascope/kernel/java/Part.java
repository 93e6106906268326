package org.mesascope.kernel.java;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.java.Pieces.Piece;

/**
 * A piece of a cell, and what it is.
 *
 * @param variables those it declares, if it declares variables
 * @param defines the types or the method it defines, if it defines any
 */
record Part(Piece piece, Kind kind, List<Variable> variables, Set<String> defines) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  /** What a piece is, as far as compiling it goes. */
  enum Kind {
    /** Declares variables that a unit can hold. */
    VARIABLES,
    /** An expression, with a semicolon or without. */
    EXPRESSION,
    /** Any other statement. */
    STATEMENT,
    /** All that JShell takes by itself: imports, methods, types, and what is not understood. */
    SNIPPET
  }

  /**
   * A variable that a piece declares.
   *
   * @param type as written, or null where it is {@code var} and not evident
   * @param value the text of its initializer, ready to be assigned; null if there is none
   * @param line the line of the piece that the value starts on, from 0
   */
  record Variable(String name, @Nullable String type, @Nullable String value, int line) {

    Variable withType(String known) {
      return new Variable(name, known, value, line);
    }
  }

  Part {
    variables = List.copyOf(variables);
    defines = Set.copyOf(defines);
  }

  static Part snippet(Piece piece, Set<String> defines) {
    return new Part(piece, Kind.SNIPPET, List.of(), defines);
  }

  /** The same for JShell to take by itself. */
  Part alone() {
    Set<String> names = new HashSet<>(defines);
    variables.forEach(variable -> names.add(variable.name()));
    return snippet(piece, names);
  }

  /** Every word of its text: all the names it can mention, and more. */
  Set<String> words() {
    return words(piece.source());
  }

  static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
