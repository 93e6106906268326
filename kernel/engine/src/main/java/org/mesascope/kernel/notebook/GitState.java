package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository stands.
 *
 * @param commit full hash of the commit checked out
 * @param dirty whether any tracked file differs from it, or an untracked one is not ignored
 */
public record GitState(String commit, boolean dirty) {
  private static final int PATIENCE_SECONDS = 20;

  /** The state of the repository that holds a file; null without one, or without git. */
  static @Nullable GitState of(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    String commit = git(folder, "rev-parse", "HEAD");
    String changes = commit == null ? null : git(folder, "status", "--porcelain");
    return commit == null || changes == null
        ? null
        : new GitState(commit.strip(), !changes.isBlank());
  }

  private static @Nullable String git(@Nullable Path folder, String... command) {
    if (folder == null) {
      return null;
    }
    ProcessBuilder builder = new ProcessBuilder("git");
    builder.command().addAll(List.of(command));
    builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      Process git = builder.start();
      git.getOutputStream().close();
      String out = new String(git.getInputStream().readAllBytes(), UTF_8);
      boolean done = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return done && git.exitValue() == 0 ? out : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
