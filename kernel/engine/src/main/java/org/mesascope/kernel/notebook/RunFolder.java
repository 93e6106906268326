package org.mesascope.kernel.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where runs are written: for each the executed notebook, its page and its record, and an index
 * over them all. Every file is written whole or not at all.
 *
 * @param folder made when the first run is written
 */
public record RunFolder(Path folder) {

  /**
   * Writes a run.
   *
   * @param source the notebook that ran
   * @param sourceSha256 its digest before it ran
   * @param kernel the command its kernel was started with
   * @return the page
   */
  public Path write(Path source, String sourceSha256, NotebookRun run, KernelCommand kernel)
      throws IOException {
    String name = nameOf(source);
    Provenance provenance = Provenance.of(source, kernel.classPath());
    NotebookWriter.write(folder.resolve(name + ".ipynb"), run.notebook());
    Path page = folder.resolve(name + ".html");
    AtomicFiles.write(page, NotebookPage.html(name, run, provenance));
    AtomicFiles.write(
        folder.resolve(name + ".run.json"),
        SortedJson.format(RunRecord.json(name, sourceSha256, run, provenance)));
    return page;
  }

  /** Writes the index over every run in the folder, and returns its path. */
  public Path writeIndex() throws IOException {
    Path index = folder.resolve("index.html");
    Files.createDirectories(folder);
    AtomicFiles.write(index, IndexPage.html(folder));
    return index;
  }

  /** A notebook's name: its file's, without the ending. */
  public static String nameOf(Path notebook) {
    return String.valueOf(notebook.getFileName()).replaceFirst("\\.ipynb$", "");
  }
}
