package org.mesascope.kernel.compat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Outlet;
import org.mesascope.kernel.magic.Session;

/**
 * The running kernel as JJava's extensions and cells see it. Its renderer, magics, display and
 * evaluation are the session's; it has no channels of its own and opens no comms.
 */
public final class JJavaKernel extends BaseKernel {

  private static @Nullable JJavaKernel current;

  private final Session session;

  private JJavaKernel(Session session, JJavaRenderer renderer, JJavaMagics magics) {
    super(
        "mesascope",
        String.valueOf(JJavaKernel.class.getPackage().getImplementationVersion()),
        new LanguageInfo(
            "java", Runtime.version().toString(), "text/x-java", ".jshell", "java", "java", null),
        List.of(),
        null,
        new JJavaOutput(StandardCharsets.UTF_8),
        new NoComms(),
        renderer,
        new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
        magics,
        false,
        new StringStyler.Builder().build());
    this.session = session;
  }

  /** The one kernel of a session, made on first use. */
  static synchronized JJavaKernel of(Session session) {
    JJavaKernel kernel = current;
    if (kernel == null || kernel.session != session) {
      JJavaRenderer renderer = new JJavaRenderer(session.renderers());
      JJavaMagics magics = new JJavaMagics(session);
      kernel = new JJavaKernel(session, renderer, magics);
      renderer.open();
      magics.open(kernel);
      notebookKernel = kernel;
      current = kernel;
    }
    return kernel;
  }

  /** Takes magics that are annotated methods. */
  public AnnotatedMagics getMagics() {
    return new AnnotatedMagics(session.magics());
  }

  /** Adds jars and folders, separated as on a command line. */
  public void addToClasspath(String paths) {
    session.addToClasspath(
        Arrays.stream(paths.split(File.pathSeparator, -1))
            .map(path -> session.workingDirectory().resolve(path))
            .toList());
  }

  @Override
  public void display(DisplayData data) {
    show(data);
  }

  static void show(DisplayData data) {
    String id = data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
    Outlet.current().display(Bundles.bundle(data), id);
  }

  @Override
  public @Nullable Object evalRaw(String code) {
    try {
      return session.evaluate(code);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the code an extension ran failed: " + e, e);
    }
  }

  /** Not offered: the kernel itself answers front ends. */
  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean detailed) {
    return null;
  }

  /** Not offered: the kernel itself answers front ends. */
  @Override
  public @Nullable ReplacementOptions complete(String code, int at) {
    return null;
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_MAYBE;
  }
}
