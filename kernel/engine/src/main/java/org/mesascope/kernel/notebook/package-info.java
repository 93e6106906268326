/**
 * Notebooks as files and as runs: reads, checks and writes {@code .ipynb} (nbformat 4), runs them
 * from top to bottom in a fresh kernel process over the Jupyter protocol, and writes the pages a
 * person opens.
 *
 * <p>Uses {@code protocol} to speak to kernels, Gson, CommonMark and jsoup, and the JDK's compiler
 * to read what a parameters cell declares. It does not know what language the kernel speaks beyond
 * that, and never the toolkit.
 *
 * <pre>{@code
 * Notebook notebook = NotebookReader.read(Path.of("one.ipynb"));
 * RunOptions options = RunOptions.defaults().withCellLimit(Duration.ofMinutes(5));
 * NotebookRun run = NotebookRunner.run(notebook, folder, options, RunListener.silent());
 * new RunFolder(Path.of("out")).write(file, Sha256.of(file), run, options.kernel());
 * }</pre>
 */
package org.mesascope.kernel.notebook;
