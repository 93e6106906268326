package org.mesascope.kernel.compat;

import java.util.List;

/** The imports that IJava gives every notebook, its own classes replaced by ours. */
public final class DefaultImports {

  /** Import declarations, complete with their semicolons. */
  public static final List<String> ALL =
      List.of(
          "import java.util.*;",
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.util.concurrent.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;",
          "import static org.mesascope.kernel.compat.Display.*;",
          "import static org.mesascope.kernel.compat.Kernel.*;",
          "import static org.mesascope.kernel.compat.Magics.*;");

  private DefaultImports() {}
}
