package org.mesascope.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.ImportSnippet;

/**
 * One import declaration. JShell knows several that it was given at once as one snippet.
 *
 * @param text the whole declaration, on one line
 * @param name what it imports; ends in {@code *} where that is a package or all members of a class
 */
record ImportLine(String text, String name, boolean isStatic) {

  private static final Pattern LINE =
      Pattern.compile("import\\s+(static\\s+)?([\\p{L}\\p{N}_$.*]+)\\s*;");

  /** One declaration. */
  static ImportLine of(String declaration) {
    List<ImportLine> lines = found(declaration);
    if (lines.size() != 1) {
      throw new IllegalArgumentException("expected one import declaration, got " + declaration);
    }
    return lines.get(0);
  }

  /** The declarations of a snippet, in order. */
  static List<ImportLine> of(ImportSnippet snippet) {
    List<ImportLine> lines = found(snippet.source());
    String whole = snippet.source().replaceAll("\\R", " ");
    return lines.size() > 1
        ? lines
        : List.of(new ImportLine(whole, snippet.fullname(), snippet.isStatic()));
  }

  private static List<ImportLine> found(String source) {
    List<ImportLine> lines = new ArrayList<>();
    Matcher matcher = LINE.matcher(source);
    while (matcher.find()) {
      lines.add(new ImportLine(matcher.group(), matcher.group(2), matcher.group(1) != null));
    }
    return lines;
  }
}
