package org.mesascope.kernel.java;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;

/** Tells which import a piece lacks, where its compile error is a type that is somewhere. */
final class ImportHint {

  private static final Pattern MISSING =
      Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
  private static final int MOST = 3;
  private static final int MOST_WAITS = 50;
  private static final long WAIT_MILLIS = 50;

  private ImportHint() {}

  /** The failure with a line that names the imports that would help, if any would. */
  static Failure added(Failure failure, List<Diag> diagnostics, SourceCodeAnalysis analysis) {
    for (Diag diagnostic : diagnostics) {
      Matcher missing = MISSING.matcher(diagnostic.getMessage(null));
      if (missing.find()) {
        String name = missing.group(1);
        String imports =
            known(name, analysis).stream()
                .limit(MOST)
                .map(known -> "import " + known + ";")
                .collect(Collectors.joining(" or "));
        return imports.isEmpty() ? failure : failure.withLine("    try: " + imports);
      }
    }
    return failure;
  }

  /**
   * The full names of the types of a simple name. JShell learns what there is in the background,
   * after the first cell and whenever the class path grows: this waits for it, but not for long.
   */
  static List<String> known(String name, SourceCodeAnalysis analysis) {
    QualifiedNames names = analysis.listQualifiedNames(name, name.length());
    try {
      for (int wait = 0; wait < MOST_WAITS && !names.isUpToDate(); wait++) {
        Thread.sleep(WAIT_MILLIS);
        names = analysis.listQualifiedNames(name, name.length());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return names.getNames();
  }
}
