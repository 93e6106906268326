package org.mesascope.kernel.java;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;

/** Tells which import a piece lacks, where its compile error is a type that is somewhere. */
final class ImportHint {

  private static final Pattern MISSING =
      Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
  private static final int MOST = 3;

  private ImportHint() {}

  /** The failure with a line that names the imports that would help, if any would. */
  static Failure added(Failure failure, List<Diag> diagnostics, TypesByName types) {
    for (Diag diagnostic : diagnostics) {
      Matcher missing = MISSING.matcher(diagnostic.getMessage(null));
      if (missing.find()) {
        String imports =
            types.of(missing.group(1)).stream()
                .limit(MOST)
                .map(known -> "import " + known + ";")
                .collect(Collectors.joining(" or "));
        return imports.isEmpty() ? failure : failure.withLine("    try: " + imports);
      }
    }
    return failure;
  }
}
