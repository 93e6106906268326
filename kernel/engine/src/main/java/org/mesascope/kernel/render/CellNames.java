package org.mesascope.kernel.render;

import java.util.regex.Pattern;

/** Names of what cells define, without the classes that JShell wraps around it. */
public final class CellNames {

  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?[.$](?=[\\w$])");
  private static final Pattern NAMELESS =
      Pattern.compile("REPL\\.\\$JShell\\$\\w+?\\$(\\$JShell\\$anonymous\\$\\$)?\\d+(?![\\w$])");

  private CellNames() {}

  /** A text with the names in it as they were written. */
  public static String readable(String text) {
    if (!text.contains("REPL.")) {
      return text;
    }
    String named = NAMELESS.matcher(text).replaceAll("anonymous class");
    return WRAPPER.matcher(named).replaceAll("");
  }
}
