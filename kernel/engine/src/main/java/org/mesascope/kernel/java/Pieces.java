package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the pieces that JShell takes one at a time, and knows where each came from. */
final class Pieces {

  /**
   * One declaration, statement or expression.
   *
   * @param source its text, closed by a semicolon where a declaration lacks it
   * @param offset where it starts in the cell
   * @param line the line of the cell it starts on, from 1
   */
  record Piece(String source, int offset, int line) {

    /** Whether it is closed by a semicolon, as a statement is whose value nobody asked for. */
    boolean endsInSemicolon() {
      int end = source.length();
      while (end > 0 && Character.isWhitespace(source.charAt(end - 1))) {
        end--;
      }
      int lineStart = source.lastIndexOf('\n', end - 1) + 1;
      int comment = source.indexOf("; //", lineStart);
      return end > 0 && (source.charAt(end - 1) == ';' || comment >= 0);
    }
  }

  private static final int WINDOW = 200;

  private Pieces() {}

  /** The pieces of a cell, in order; blank ones and comments are left out. */
  static List<Piece> of(String cell, SourceCodeAnalysis analysis) {
    List<Piece> pieces = new ArrayList<>();
    int line = 1;
    int counted = 0;
    int at = afterBlank(cell, 0);
    while (at < cell.length()) {
      int windowEnd = windowEnd(cell, at, 1);
      CompletionInfo info = analysis.analyzeCompletion(cell.substring(at, windowEnd));
      for (int times = 2;
          windowEnd < cell.length() && !endsWithin(info, cell, windowEnd);
          times *= 2) {
        windowEnd = windowEnd(cell, at, times);
        info = analysis.analyzeCompletion(cell.substring(at, windowEnd));
      }
      Completeness completeness = info.completeness();
      boolean complete = completeness.isComplete();
      int end = complete ? windowEnd - info.remaining().length() : cell.length();
      if (end <= at || end > cell.length()) {
        end = cell.length();
      }
      line += newlines(cell, counted, at);
      counted = at;
      if (completeness != Completeness.EMPTY) {
        boolean unclosed = completeness == Completeness.COMPLETE_WITH_SEMI;
        pieces.add(new Piece(unclosed ? info.source() : cell.substring(at, end), at, line));
      }
      at = afterBlank(cell, end);
    }
    return pieces;
  }

  /**
   * JShell reads all that it is given before it cuts off the first piece; so it is given some whole
   * lines at first, and more only where the piece may go on behind them.
   */
  private static int windowEnd(String cell, int at, int times) {
    int lineEnd = cell.indexOf('\n', Math.min(cell.length(), at + WINDOW * times));
    return lineEnd < 0 ? cell.length() : lineEnd + 1;
  }

  /** Whether a first piece is followed by code in the window, so that more would not change it. */
  private static boolean endsWithin(CompletionInfo info, String cell, int windowEnd) {
    int end = windowEnd - info.remaining().length();
    return info.completeness().isComplete() && afterBlank(cell, end) < windowEnd;
  }

  /** The first place from {@code from} on that is neither blank nor in a comment. */
  private static int afterBlank(String cell, int from) {
    int at = from;
    while (at < cell.length()) {
      if (Character.isWhitespace(cell.charAt(at))) {
        at++;
      } else if (cell.startsWith("//", at)) {
        int end = cell.indexOf('\n', at);
        at = end < 0 ? cell.length() : end;
      } else if (cell.startsWith("/*", at) && cell.indexOf("*/", at + 2) >= 0) {
        at = cell.indexOf("*/", at + 2) + 2;
      } else {
        break;
      }
    }
    return at;
  }

  private static int newlines(String text, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        count++;
      }
    }
    return count;
  }
}
