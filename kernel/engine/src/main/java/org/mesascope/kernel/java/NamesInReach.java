package org.mesascope.kernel.java;

import java.lang.reflect.Member;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tells which imports a text has a use for. A notebook has dozens that name whole packages, and
 * javac lists each of them anew for each unit, which takes longer than to compile a short one.
 */
final class NamesInReach {

  private final CellLoader loader;
  private final UnitCompiler compiler;
  private final Map<String, Set<String>> packages = new ConcurrentHashMap<>();
  private final Map<String, Optional<Set<String>>> members = new ConcurrentHashMap<>();

  NamesInReach(CellLoader loader, UnitCompiler compiler) {
    this.loader = loader;
    this.compiler = compiler;
  }

  /** To be called when packages may have gained classes. */
  void forgetPackages() {
    packages.clear();
  }

  /** Whether an import can give a meaning to any of the words. */
  boolean serves(ImportLine imported, Set<String> words) {
    String name = imported.name();
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    if (dot < 0 || imported.text().contains("import module")) {
      return true;
    }
    if (!last.equals("*")) {
      return words.contains(last);
    }
    String from = name.substring(0, dot);
    Set<String> typesOf = packages.computeIfAbsent(from, compiler::classesOf);
    if (!imported.isStatic() && !typesOf.isEmpty()) {
      return words.stream().anyMatch(typesOf::contains);
    }
    return members
        .computeIfAbsent(from, this::membersOf)
        .map(known -> words.stream().anyMatch(known::contains))
        .orElse(true);
  }

  /** The public members of a class; empty if it cannot be asked. */
  private Optional<Set<String>> membersOf(String className) {
    try {
      Class<?> type = loader.loadClass(className);
      Set<String> names = new HashSet<>();
      Stream.<Member[]>of(type.getMethods(), type.getFields())
          .flatMap(Stream::of)
          .forEach(member -> names.add(member.getName()));
      Stream.of(type.getClasses()).forEach(inner -> names.add(inner.getSimpleName()));
      return Optional.of(names);
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }
}
