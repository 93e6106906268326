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

  /** The declarations of a snippet, in order. */
  static List<ImportLine> of(ImportSnippet snippet) {
    List<ImportLine> lines = new ArrayList<>();
    Matcher matcher = LINE.matcher(snippet.source());
    while (matcher.find()) {
      lines.add(new ImportLine(matcher.group(), matcher.group(2), matcher.group(1) != null));
    }
    String whole = snippet.source().replaceAll("\\R", " ");
    return lines.size() > 1
        ? lines
        : List.of(new ImportLine(whole, snippet.fullname(), snippet.isStatic()));
  }
}
