package org.mesascope.kernel.compat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.mesascope.kernel.magic.Session;

/**
 * JJava's extensions: found on the class path by {@link ServiceLoader}, installed once each. One
 * that fails is reported and costs nothing else. Nothing of JJava's is started where there is none.
 */
public final class Extensions implements AutoCloseable {

  private static final String SERVICE = "META-INF/services/" + Extension.class.getName();

  private final Session session;
  private final Consumer<String> report;
  private final Map<String, Extension> installed = new LinkedHashMap<>();

  /**
   * No extension yet; values of JJava's own display types show from now on.
   *
   * @param report takes one line for each extension that fails
   */
  public Extensions(Session session, Consumer<String> report) {
    this.session = session;
    this.report = report;
    session.renderers().add(DisplayData.class, Bundles::bundle);
    session
        .renderers()
        .add(
            DisplayDataRenderable.class,
            value -> Bundles.bundle(JJavaKernel.of(session).getRenderer().render(value)));
  }

  /** Installs the extensions a loader sees that are not yet. Call again when more came. */
  public synchronized void load(ClassLoader loader) {
    if (!hasAny(loader)) {
      return;
    }
    Iterator<ServiceLoader.Provider<Extension>> providers =
        ServiceLoader.load(Extension.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        install(providers.next());
      } catch (ServiceConfigurationError e) {
        report.accept("an extension cannot be found: " + e.getMessage());
      }
    }
  }

  private void install(ServiceLoader.Provider<Extension> provider) {
    String name = provider.type().getName();
    if (installed.containsKey(name)) {
      return;
    }
    try {
      Extension extension = provider.get();
      installed.put(name, extension);
      extension.install(JJavaKernel.of(session));
    } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
      report.accept("extension " + name + " could not be installed: " + e);
    }
  }

  private boolean hasAny(ClassLoader loader) {
    try {
      return loader.getResources(SERVICE).hasMoreElements();
    } catch (IOException e) {
      report.accept("the class path cannot be searched for extensions: " + e);
      return false;
    }
  }

  /** Uninstalls them, last first. */
  @Override
  public synchronized void close() {
    List<Map.Entry<String, Extension>> entries = new ArrayList<>(installed.entrySet());
    for (int i = entries.size() - 1; i >= 0; i--) {
      try {
        entries.get(i).getValue().uninstall(JJavaKernel.of(session));
      } catch (RuntimeException | LinkageError e) {
        report.accept("extension " + entries.get(i).getKey() + " failed to uninstall: " + e);
      }
    }
    installed.clear();
  }
}
