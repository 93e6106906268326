package org.mesascope.kernel.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.mesascope.display.Outlet;

/** JJava's streams and display stream, which end in the cell's own. */
final class JJavaOutput extends JupyterIO {

  JJavaOutput(Charset encoding) {
    super(encoding);
    setEnv(new Cell(encoding));
    setJupyterInEnabled(true);
  }

  /** Takes what JJava would send over its channels; there are none. */
  private static final class Cell extends ShellReplyEnvironment {
    private final BufferedReader in;

    Cell(Charset encoding) {
      super(null, null, null, null);
      in = new BufferedReader(new InputStreamReader(System.in, encoding));
    }

    @Override
    public void writeToStdOut(String text) {
      System.out.print(text);
    }

    @Override
    public void writeToStdErr(String text) {
      System.err.print(text);
    }

    @Override
    public String readFromStdIn(String prompt, boolean password) {
      System.out.print(prompt);
      try {
        String line = in.readLine();
        return line == null ? "" : line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      if (content instanceof PublishUpdateDisplayData update) {
        Outlet.current().update(Bundles.bundle(update), update.getDisplayId());
      } else if (content instanceof DisplayData data) {
        JJavaKernel.show(data);
      } else {
        throw new UnsupportedOperationException(
            "an extension cannot send " + content.getClass().getSimpleName() + " messages itself");
      }
    }
  }
}
