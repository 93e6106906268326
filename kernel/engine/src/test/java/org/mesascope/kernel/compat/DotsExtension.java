package org.mesascope.kernel.compat;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** What JJava's extensions do: a renderer, magics, evaluation, display, the streams. */
public final class DotsExtension implements Extension {

  /** A value of the extension's own. */
  public record Dots(int count) {}

  @Override
  public void install(BaseKernel kernel) {
    kernel
        .getRenderer()
        .createRegistration(Dots.class)
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.TEXT_MARKDOWN)
        .register(
            (dots, context) -> {
              context.renderIfRequested(
                  MIMEType.TEXT_HTML, () -> "<b>" + ".".repeat(dots.count()) + "</b>");
              context.renderIfRequested(
                  MIMEType.TEXT_MARKDOWN, () -> "**" + ".".repeat(dots.count()) + "**");
            });
    kernel.getMagicsRegistry().registerLineMagic("dots", (k, args) -> k.getName() + args);
    kernel
        .getMagicsRegistry()
        .registerCellMagic("dots", (k, args, body) -> new Dots(body.length()));
    kernel.evalRaw("import " + Dots.class.getCanonicalName() + ";");
    DisplayData greeting = new DisplayData("dots are here");
    greeting.putHTML("<i>dots are here</i>");
    kernel.display(greeting);
    kernel.getIO().out.println("to the output");
  }

  @Override
  public void uninstall(BaseKernel kernel) {
    throw new IllegalStateException("dots stay");
  }
}
