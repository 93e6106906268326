package org.mesascope.kernel.magic.maven;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.jspecify.annotations.Nullable;

/**
 * Why a resolution failed, in one message: which artifact, which repositories, what to do. The
 * resolver's own exceptions say the same three times over, so that they are not kept as causes.
 */
final class Unresolved {

  private static final int SHOWN = 5;

  private Unresolved() {}

  static MavenException explained(
      Exception failure,
      List<Dependency> asked,
      List<RemoteRepository> repositories,
      boolean offline) {
    ArtifactResolutionException missing = find(failure, ArtifactResolutionException.class);
    if (missing == null) {
      Throwable root = root(failure);
      return new MavenException(
          "cannot resolve " + names(asked) + ": " + root.getMessage() + "\n" + where(repositories));
    }
    Set<String> lines = new LinkedHashSet<>();
    boolean unreachable = false;
    for (ArtifactResult result : missing.getResults()) {
      if (result.isResolved()) {
        continue;
      }
      lines.add("cannot resolve " + name(result.getRequest().getArtifact()));
      for (Exception reason : result.getExceptions()) {
        unreachable |= !(reason instanceof ArtifactNotFoundException);
        lines.add("  " + (offline ? "not in the local repository" : because(reason)));
      }
      if (lines.size() > 2 * SHOWN) {
        lines.add("  …");
        break;
      }
    }
    lines.add(remedy(missing, offline, unreachable));
    lines.add(where(repositories));
    return new MavenException(String.join("\n", lines));
  }

  private static String because(Exception reason) {
    if (reason instanceof ArtifactTransferException transfer && transfer.getRepository() != null) {
      String id = transfer.getRepository().getId();
      return reason instanceof ArtifactNotFoundException
          ? "not found in " + id
          : id + " could not be read: " + root(reason);
    }
    return String.valueOf(reason.getMessage());
  }

  private static String remedy(Exception failure, boolean offline, boolean unreachable) {
    if (find(failure, TransferCancelledException.class) != null) {
      return "the download was interrupted: run the cell again";
    }
    if (offline) {
      return "Maven works offline here: leave --offline out, or set offline to false in"
          + " settings.xml";
    }
    return unreachable
        ? "check the network; mirrors, proxies and credentials come from settings.xml"
        : "check the coordinates, or name the repository that has it: %mavenRepo id url";
  }

  private static String where(List<RemoteRepository> repositories) {
    return "repositories: "
        + repositories.stream()
            .map(each -> each.getId() + " (" + each.getUrl() + ")")
            .collect(Collectors.joining(", "));
  }

  private static String names(List<Dependency> dependencies) {
    return dependencies.stream()
        .map(each -> name(each.getArtifact()))
        .collect(Collectors.joining(", "));
  }

  static String name(Artifact artifact) {
    boolean plain = artifact.getExtension().equals("jar") && artifact.getClassifier().isEmpty();
    String kind = plain ? "" : ":" + artifact.getExtension();
    String classifier = artifact.getClassifier().isEmpty() ? "" : ":" + artifact.getClassifier();
    return artifact.getGroupId()
        + ":"
        + artifact.getArtifactId()
        + kind
        + classifier
        + ":"
        + artifact.getVersion();
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
