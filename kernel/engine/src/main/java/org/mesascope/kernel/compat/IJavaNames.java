package org.mesascope.kernel.compat;

import java.util.regex.Pattern;

/** Imports of IJava's display types, which JJava has under another package. */
public final class IJavaNames {

  private static final Pattern DISPLAY_IMPORT =
      Pattern.compile(
          "(?m)^(\\s*import\\s+(?:static\\s+)?)io\\.github\\.spencerpark(\\.jupyter\\.kernel\\.display\\.)");

  private IJavaNames() {}

  /** The cell with such imports naming the types that are there. */
  public static String translated(String cell) {
    return cell.contains("spencerpark")
        ? DISPLAY_IMPORT.matcher(cell).replaceAll("$1org.dflib.jjava$2")
        : cell;
  }
}
