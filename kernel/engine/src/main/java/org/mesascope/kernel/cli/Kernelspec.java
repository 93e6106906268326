package org.mesascope.kernel.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mesascope.kernel.notebook.AtomicFiles;
import org.mesascope.kernel.notebook.KernelCommand;
import org.mesascope.kernel.notebook.Sha256;

/**
 * The kernelspec {@code mesascope} in one of Jupyter's data folders. It stands on its own:
 *
 * <pre>
 * kernels/mesascope/
 *   kernel.json                names the jars one by one
 *   logo-*                     what launchers show
 *   lib-3f2a91c0d4e5b6a7/      the jars, and the start-up archive made from them
 * </pre>
 *
 * <p>The jars' folder is named by their contents. A new version gets a folder of its own, {@code
 * kernel.json} is then replaced in one step, and only after that the old folder goes: whenever an
 * installation is cut off, the kernelspec that was there still starts.
 *
 * @param folder {@code kernels/mesascope}
 */
record Kernelspec(Path folder) {
  private static final String JARS = "lib-";
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The kernelspec of a data folder such as {@code ~/.local/share/jupyter}. */
  static Kernelspec in(Path data) {
    return new Kernelspec(data.toAbsolutePath().normalize().resolve("kernels/mesascope"));
  }

  /**
   * Installs a copy of a kernel's class path. The copy before it stays, for kernels that run from
   * it and front ends that would restart them; older ones go.
   *
   * @return how the installed kernel starts
   */
  KernelCommand install(KernelCommand source) throws IOException {
    Path jars = folder.resolve(JARS + fingerprint(source.classPath()));
    Path before = jars().orElse(jars);
    KernelCommand installed =
        new KernelCommand(source.java(), source.flags(), copy(source.classPath(), jars));
    KernelCommand command = StartArchive.in(jars).quietly(installed);
    for (String logo : LOGOS) {
      copyLogo(logo);
    }
    AtomicFiles.write(file(), GSON.toJson(json(command)) + "\n");
    removeAllBut(List.of(jars, before));
    return installed;
  }

  /** Whether this kernelspec starts what {@code source} would install. */
  boolean isCurrent(KernelCommand source) throws IOException {
    Path jars = folder.resolve(JARS + fingerprint(source.classPath()));
    List<String> line = commandLine();
    return Files.isDirectory(jars)
        && !line.isEmpty()
        && line.get(0).equals(source.java().toString())
        && line.stream().anyMatch(argument -> argument.contains(jars.toString()));
  }

  Path file() {
    return folder.resolve("kernel.json");
  }

  /** The command line that {@code kernel.json} gives, empty where there is none. */
  List<String> commandLine() throws IOException {
    if (!Files.exists(file())) {
      return List.of();
    }
    try {
      List<String> line = new ArrayList<>();
      JsonObject json = JsonParser.parseString(Files.readString(file())).getAsJsonObject();
      for (JsonElement argument : json.getAsJsonArray("argv")) {
        line.add(argument.getAsString());
      }
      return line;
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException e) {
      return List.of();
    }
  }

  /** The folder of jars in use, where there is one. */
  Optional<Path> jars() throws IOException {
    List<String> line = commandLine();
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .filter(each -> line.stream().anyMatch(argument -> argument.contains(each.toString())))
          .findFirst();
    }
  }

  /** The entries of the class path in {@code kernel.json} that are not there. */
  List<Path> missing() throws IOException {
    List<String> line = commandLine();
    int classPath = line.indexOf("-cp") + 1;
    if (classPath == 0 || classPath == line.size()) {
      return List.of();
    }
    return Stream.of(line.get(classPath).split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Files::notExists)
        .toList();
  }

  private static JsonObject json(KernelCommand command) {
    JsonObject json = new JsonObject();
    json.add("argv", GSON.toJsonTree(command.line("{connection_file}")));
    json.addProperty("display_name", "Mesascope (Java " + Runtime.version().feature() + ")");
    json.addProperty("language", "java");
    json.addProperty("interrupt_mode", "message");
    json.add("env", GSON.toJsonTree(Map.of("OMP_NUM_THREADS", "1")));
    return json;
  }

  /** A name for a class path's contents: the same jars in the same order give the same name. */
  private static String fingerprint(List<Path> classPath) throws IOException {
    StringBuilder contents = new StringBuilder();
    for (Path entry : classPath) {
      try (Stream<Path> files = Files.walk(entry)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          contents.append(entry.getFileName()).append(entry.relativize(file)).append(' ');
          contents.append(Sha256.of(file)).append('\n');
        }
      }
    }
    return Sha256.of(contents.toString()).substring(0, 16);
  }

  /** Copies into a draft that is then renamed: the folder is there whole or not at all. */
  private List<Path> copy(List<Path> classPath, Path jars) throws IOException {
    Path draft = folder.resolve(".draft-" + ProcessHandle.current().pid());
    boolean there = Files.isDirectory(jars);
    List<Path> copied = new ArrayList<>();
    if (!there) {
      Files.createDirectories(draft);
    }
    for (int i = 0; i < classPath.size(); i++) {
      Path entry = classPath.get(i);
      String name = Files.isDirectory(entry) ? "classes-" + i : String.valueOf(entry.getFileName());
      if (!there) {
        FileTree.copy(entry, draft.resolve(name));
      }
      copied.add(jars.resolve(name));
    }
    if (!there) {
      Files.move(draft, jars, StandardCopyOption.ATOMIC_MOVE);
    }
    return copied;
  }

  private void copyLogo(String name) throws IOException {
    try (InputStream logo = Kernelspec.class.getResourceAsStream(name)) {
      if (logo == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      Files.copy(logo, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void removeAllBut(List<Path> kept) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(Files::isDirectory).toList()) {
        if (!kept.contains(each)) {
          FileTree.delete(each);
        }
      }
    }
  }
}
