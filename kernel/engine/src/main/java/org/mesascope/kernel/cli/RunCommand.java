package org.mesascope.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.notebook.BadInputException;
import org.mesascope.kernel.notebook.Notebook;
import org.mesascope.kernel.notebook.NotebookReader;
import org.mesascope.kernel.notebook.NotebookRun;
import org.mesascope.kernel.notebook.NotebookRunner;
import org.mesascope.kernel.notebook.NotebookWriter;
import org.mesascope.kernel.notebook.Parameters;
import org.mesascope.kernel.notebook.RunFolder;
import org.mesascope.kernel.notebook.RunOptions;
import org.mesascope.kernel.notebook.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mesascope run}: notebooks to pages. */
@Command(
    name = "run",
    description = {
      "Run notebooks, each in a fresh kernel, and write for each the executed .ipynb, an .html"
          + " page and a .run.json, and an index.html over them.",
      "Ends with 0 if every notebook ran whole, 1 if one did not, 2 if the input cannot be used."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final String ENDING = ".ipynb";

  private final Output output;

  @picocli.CommandLine.Parameters(
      paramLabel = "NOTEBOOK",
      description = "Notebooks, or folders of them. Without any: those in notebooks/.")
  private List<Path> given = new ArrayList<>();

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "Give a parameter that each notebook's parameters cell declares.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long a cell may take. Without it: as long as it wants.")
  private @Nullable Double timeout;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("out");

  @Option(
      names = "--in-place",
      description = "Also replace each notebook that ran whole by its executed self.")
  private boolean inPlace;

  /** A notebook as it was read, before anything ran. */
  private record Job(Path file, Notebook notebook, String sha256) {}

  RunCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunOptions options = options();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new BadInputException("--out expects a folder, and " + out + " is a file");
    }
    List<Job> jobs = jobs(options.parameters());
    RunFolder folder = new RunFolder(out);
    int status = Main.OK;
    try (LiveLine line = new LiveLine(output)) {
      for (Job job : jobs) {
        if (!run(job, options, folder, line)) {
          status = Main.NOTEBOOK_FAILED;
        }
      }
    }
    output.out().println(folder.writeIndex());
    return status;
  }

  private boolean run(Job job, RunOptions options, RunFolder folder, LiveLine line)
      throws IOException, InterruptedException {
    line.notebook(RunFolder.nameOf(job.file()));
    NotebookRun run;
    try {
      run = NotebookRunner.run(job.notebook(), parentOf(job.file()), options, line);
    } catch (BadInputException e) {
      throw new BadInputException(job.file() + ": " + e.getMessage(), e);
    }
    Path page = folder.write(job.file(), job.sha256(), run, options.kernel());
    NotebookRun.Failure failure = run.failure();
    if (failure == null) {
      if (inPlace) {
        NotebookWriter.write(job.file(), run.notebook());
      }
      line.done(run, page);
      return true;
    }
    line.say(
        "mesascope: %s: %s: %s%nWhat ran until then is in %s"
            .formatted(job.file(), failure.headline(), failure.reason(), page));
    return false;
  }

  private RunOptions options() {
    RunOptions options = RunOptions.defaults().withParameters(Parameters.parse(assignments));
    if (timeout == null) {
      return options;
    }
    if (!(timeout > 0 && timeout < Integer.MAX_VALUE)) {
      throw new BadInputException("--timeout expects seconds above 0, got " + timeout);
    }
    return options.withCellLimit(Duration.ofMillis(Math.max(1, Math.round(timeout * 1000))));
  }

  /** Reads and checks everything before anything runs. */
  private List<Job> jobs(Parameters parameters) throws IOException {
    Map<String, Job> byName = new LinkedHashMap<>();
    for (Path file : notebooks()) {
      Notebook notebook = NotebookReader.read(file);
      try {
        NotebookRunner.checkParameters(notebook, parameters);
      } catch (BadInputException e) {
        throw new BadInputException(file + ": " + e.getMessage(), e);
      }
      Job before = byName.put(RunFolder.nameOf(file), new Job(file, notebook, Sha256.of(file)));
      if (before != null) {
        throw new BadInputException(
            before.file()
                + " and "
                + file
                + " have the same name, and would overwrite each other in "
                + out
                + ". Run them apart, each with its own --out");
      }
    }
    return List.copyOf(byName.values());
  }

  private List<Path> notebooks() throws IOException {
    if (given.isEmpty()) {
      Path home = Path.of(System.getProperty("mesascope.home", ""));
      Path folder = home.resolve("notebooks");
      if (!Files.isDirectory(folder)) {
        throw new BadInputException(
            "there is no folder " + folder.toAbsolutePath() + ". Name the notebooks to run");
      }
      return in(folder);
    }
    List<Path> all = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        all.addAll(in(path));
      } else {
        all.add(path);
      }
    }
    return all;
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> notebooks =
          files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      if (notebooks.isEmpty()) {
        throw new BadInputException("there is no notebook (" + ENDING + ") in " + folder);
      }
      return notebooks;
    }
  }

  private static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath().getRoot() : parent;
  }
}
