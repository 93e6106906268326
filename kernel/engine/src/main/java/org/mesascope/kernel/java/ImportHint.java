package org.mesascope.kernel.java;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/** Tells which import a piece lacks, where its compile error is a type that is somewhere. */
final class ImportHint {

  private static final Pattern MISSING =
      Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
  private static final int MOST = 3;

  private ImportHint() {}

  /** The failure with a line that names the imports that would help, if any would. */
  static Failure added(Failure failure, List<Diag> diagnostics, SourceCodeAnalysis analysis) {
    for (Diag diagnostic : diagnostics) {
      Matcher missing = MISSING.matcher(diagnostic.getMessage(null));
      if (missing.find()) {
        String name = missing.group(1);
        String imports =
            analysis.listQualifiedNames(name, name.length()).getNames().stream()
                .limit(MOST)
                .map(known -> "import " + known + ";")
                .collect(Collectors.joining(" or "));
        return imports.isEmpty() ? failure : failure.withLine("    try: " + imports);
      }
    }
    return failure;
  }
}
