package org.mesascope.kernel.java;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.mesascope.kernel.protocol.Log;

/**
 * What a notebook has imported. JShell takes longer to learn of the imports that every notebook has
 * than a unit takes to compile; so it is told of them before it is given something for the first
 * time, and units do without.
 */
final class NotebookImports {

  private final JShell shell;
  private final List<String> standing;
  private boolean told;

  /**
   * @param standing the declarations that every notebook begins with
   */
  NotebookImports(JShell shell, Set<String> standing) {
    this.shell = shell;
    this.standing = List.copyOf(standing);
  }

  /** All of them; one may name nothing as long as JShell has not been told. */
  Stream<ImportLine> lines() {
    return told
        ? shell
            .imports()
            .filter(snippet -> shell.status(snippet) == Status.VALID)
            .flatMap(snippet -> ImportLine.of(snippet).stream())
        : standing.stream().map(ImportLine::of);
  }

  /**
   * Tells JShell, once. It takes several imports as one, and so compiles once for all; each by
   * itself only where one of them names nothing. It knows them by the first, which nobody would
   * import again and so replace them all.
   */
  void tell() {
    if (told) {
      return;
    }
    boolean allValid =
        shell.eval(String.join("", standing)).stream()
            .allMatch(event -> event.status() == Status.VALID);
    if (!allValid) {
      standing.forEach(this::tellOrLog);
    }
    told = true; // not before: JShell may have failed, as it does for want of memory
  }

  private void tellOrLog(String declaration) {
    for (SnippetEvent event : shell.eval(declaration)) {
      if (event.status() != Status.VALID) {
        Log.warn("skipped '" + declaration + "': it is not on the class path");
      }
    }
  }
}
