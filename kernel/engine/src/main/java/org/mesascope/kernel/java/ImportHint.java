package org.mesascope.kernel.java;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which import a piece lacks, where what is missing is a type that is somewhere. */
final class ImportHint {

  private static final Pattern MISSING = Pattern.compile("(?:class|variable) (\\p{Lu}\\w*)");
  private static final int MOST = 3;

  private ImportHint() {}

  /**
   * A line that names the imports that would help, if any would.
   *
   * @param symbols what is missing, such as {@code class ZipFile}
   */
  static Optional<String> of(Stream<String> symbols, TypesByName types) {
    for (String symbol : symbols.toList()) {
      Matcher missing = MISSING.matcher(symbol);
      if (missing.matches()) {
        String imports =
            types.of(missing.group(1)).stream()
                .limit(MOST)
                .map(known -> "import " + known + ";")
                .collect(Collectors.joining(" or "));
        return imports.isEmpty() ? Optional.empty() : Optional.of("    try: " + imports);
      }
    }
    return Optional.empty();
  }
}
