package org.mesascope.kernel.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.notebook.NotebookRun.Cause;
import org.mesascope.kernel.notebook.NotebookRun.CellRun;
import org.mesascope.kernel.notebook.NotebookRun.Failure;
import org.mesascope.kernel.protocol.ExecuteRequest;
import org.mesascope.kernel.protocol.Message;

/**
 * Runs a notebook from top to bottom in a fresh kernel process and keeps what it shows. It stops at
 * the first cell that fails, unless that cell is tagged {@code raises-exception}.
 */
public final class NotebookRunner {
  private final RunOptions options;
  private final RunListener listener;
  private final Instant started = Instant.now();
  private final CellOutputs outputs = new CellOutputs();
  private final List<CellRun> done = new ArrayList<>();
  private final Map<String, NotebookRun.Parameter> parameters = new LinkedHashMap<>();
  private final JsonObject metadata;
  private List<Cell> cells;
  private @Nullable Failure failure;

  private NotebookRunner(Notebook notebook, RunOptions options, RunListener listener) {
    this.options = options;
    this.listener = listener;
    this.metadata = notebook.metadata().deepCopy();
    this.cells = new ArrayList<>(notebook.cells());
    cells.replaceAll(NotebookRunner::fresh);
  }

  /**
   * Runs a notebook.
   *
   * @param folder where its cells find their files: the kernel's working folder
   * @throws BadInputException if a parameter is unknown or of the wrong type
   */
  public static NotebookRun run(
      Notebook notebook, Path folder, RunOptions options, RunListener listener)
      throws IOException, InterruptedException {
    checkParameters(notebook, options.parameters());
    NotebookRunner runner = new NotebookRunner(notebook, options, listener);
    try (ChildKernel kernel = ChildKernel.start(options.kernel(), folder)) {
      runner.metadata.add("language_info", kernel.languageInfo());
      runner.runCells(notebook, kernel);
    } catch (ChildKernel.DiedException e) {
      runner.failure = new Failure(Cause.KERNEL_DIED, 0, 0, String.valueOf(e.getMessage()));
    }
    Duration took = Duration.between(runner.started, Instant.now());
    return new NotebookRun(
        new Notebook(runner.cells, runner.metadata),
        runner.started,
        took,
        List.copyOf(runner.done),
        runner.parameters,
        runner.failure);
  }

  /**
   * Checks parameters against what a notebook's source says of their types, before anything runs.
   *
   * @throws BadInputException if one is unknown or of the wrong type
   */
  public static void checkParameters(Notebook notebook, Parameters parameters) {
    if (parameters.given().isEmpty()) {
      return;
    }
    OptionalInt declaration = Parameters.declaration(notebook);
    if (declaration.isEmpty()) {
      throw new BadInputException(
          "it has no parameters. Tag the cell that declares them `parameters`");
    }
    String source = notebook.cells().get(declaration.getAsInt()).source();
    parameters.check(DeclaredVariables.in(source));
  }

  private void runCells(Notebook notebook, ChildKernel kernel)
      throws InterruptedException, ChildKernel.DiedException {
    OptionalInt declaration = Parameters.declaration(notebook);
    Map<String, String> declared =
        declaration.isEmpty()
            ? Map.of()
            : DeclaredVariables.in(cells.get(declaration.getAsInt()).source());
    for (int i = 0; i < cells.size() && failure == null; i++) {
      if (cells.get(i).runs()) {
        runCell(i, kernel);
      }
      if (failure == null && declaration.isPresent() && i == declaration.getAsInt()) {
        take(kernel.describe(declared.keySet()), false);
        if (!options.parameters().given().isEmpty()) {
          Map<String, String> types = new LinkedHashMap<>();
          parameters.forEach((name, parameter) -> types.put(name, parameter.type()));
          inject(notebook, options.parameters().source(types));
        }
      }
      if (failure == null && cells.get(i).hasTag(Parameters.INJECTED)) {
        take(kernel.describe(declared.keySet()), true);
      }
    }
  }

  private void inject(Notebook notebook, String source) {
    cells = new ArrayList<>(Parameters.inject(notebook.withCells(cells), source).cells());
  }

  /** Notes the parameters' values; those that differ from the declared ones were given. */
  private void take(Map<String, ChildKernel.Variable> variables, boolean injected) {
    variables.forEach(
        (name, variable) -> {
          NotebookRun.Parameter before = parameters.get(name);
          boolean given =
              injected
                  && (options.parameters().given().containsKey(name)
                      || before == null
                      || !before.value().equals(variable.value()));
          parameters.put(
              name,
              new NotebookRun.Parameter(
                  JavaLiteral.simple(variable.type()), variable.value(), given));
        });
  }

  private void runCell(int index, ChildKernel kernel) throws InterruptedException {
    Cell cell = cells.get(index);
    int number = done.size() + 1;
    CellClock clock = new CellClock();
    outputs.begin();
    listener.cellStarts(number, (int) cells.stream().filter(Cell::runs).count());
    Integer count = null;
    try {
      Message reply =
          kernel.execute(
              ExecuteRequest.cell(cell.source()),
              message -> {
                clock.published(message);
                outputs.accept(message.type(), message.content());
              },
              options.cellLimit());
      clock.replied(reply);
      count = CellReply.executionCount(reply);
      failure = CellReply.failure(cell, number, reply).orElse(null);
    } catch (TimeoutException e) {
      String limit = Html.seconds(options.cellLimit());
      failure =
          new Failure(
              Cause.TIMEOUT,
              number,
              0,
              "it took longer than " + limit + ". Give it more with --timeout");
    } catch (ChildKernel.DiedException e) {
      failure = new Failure(Cause.KERNEL_DIED, number, 0, String.valueOf(e.getMessage()));
    }
    CellRun run = new CellRun(number, cell.id(), clock.took());
    cells.set(
        index, cell.withOutputs(outputs.take(), count).withMetadata(clock.into(cell.metadata())));
    done.add(run);
    listener.cellEnds(run);
  }

  private static Cell fresh(Cell cell) {
    return cell.kind() == Cell.Kind.CODE ? cell.withOutputs(List.of(), null) : cell;
  }
}
