package org.mesascope.kernel.java;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.KernelServer;
import org.mesascope.kernel.protocol.Log;

/** The kernel as a process: what a kernelspec starts. */
public final class KernelProcess {

  private KernelProcess() {}

  /**
   * Serves a connection until a front end shuts the kernel down, then ends the Java process.
   *
   * <p>It ends too when the process named by the environment's {@code JPY_PARENT_PID} ends.
   *
   * <p>JShell warms up while the sockets bind; the first questions are answered before it is ready.
   *
   * @throws IOException if the connection file cannot be read or its ports cannot be bound
   */
  public static void run(Path connectionFile) throws IOException, InterruptedException {
    openNoJarsForSelectors();
    CompletableFuture<JavaKernel> bound = new CompletableFuture<>();
    Thread cells = new Thread(null, () -> runCells(bound), "cells", JavaKernel.stackBytes());
    cells.setDaemon(true);
    cells.start();
    String id = UUID.randomUUID().toString();
    KernelServer server = KernelServer.bind(ConnectionFile.read(connectionFile), id);
    JavaKernel kernel = new JavaKernel(server, id);
    Thread.setDefaultUncaughtExceptionHandler(KernelProcess::report);
    kernel.start();
    bound.complete(kernel);
    Signals.onInterrupt(kernel);
    endWithParent(kernel);
    CellWeaver.warmUp();
    kernel.awaitShutdown();
    server.close();
    System.exit(0);
  }

  /**
   * Names Linux's own selectors, which are what the JDK would choose after it had looked through
   * every jar for others.
   */
  private static void openNoJarsForSelectors() {
    String property = "java.nio.channels.spi.SelectorProvider";
    String linux = "sun.nio.ch.EPollSelectorProvider";
    try {
      if (System.getProperty(property) == null && System.getProperty("os.name").equals("Linux")) {
        Class.forName(linux);
        System.setProperty(property, linux);
      }
    } catch (ClassNotFoundException e) {
      return; // Then the JDK looks.
    }
  }

  /** Ends when the process that Jupyter says it is started from does: orphans serve nobody. */
  private static void endWithParent(JavaKernel kernel) {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("\\d{1,18}")) {
      ProcessHandle.of(Long.parseLong(parent))
          .map(ProcessHandle::onExit)
          .ifPresent(
              exit -> {
                var unused = exit.thenRun(kernel::endNow);
              });
    }
  }

  private static void runCells(CompletableFuture<JavaKernel> bound) {
    try (JavaSession session = new JavaSession()) {
      bound.get().runCells(session);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException | Error e) {
      Heap.release();
      Log.warn("the kernel cannot run cells and ends", e);
      Runtime.getRuntime().halt(1); // an exit runs hooks, for which there may be no memory
    }
  }

  /** Threads of a cancelled cell end in silence, others with their exception on standard error. */
  private static void report(Thread thread, Throwable thrown) {
    if (!(thrown instanceof CellInterruptedError)) {
      CellTraces.print("Exception in thread \"" + thread.getName() + "\" ", thrown);
    }
  }
}
