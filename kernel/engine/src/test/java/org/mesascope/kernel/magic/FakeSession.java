package org.mesascope.kernel.magic;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mesascope.kernel.render.Renderers;

/** A session that records what magics ask of it; code is evaluated by a function of the test's. */
public class FakeSession implements Session {

  /** What stands for the compiler. */
  @FunctionalInterface
  public interface Evaluation {
    @Nullable Object of(String code) throws Exception;
  }

  public final List<String> evaluated = new ArrayList<>();
  public Evaluation evaluation = code -> null;
  public Path folder = Path.of("").toAbsolutePath();
  private final List<Path> added = new ArrayList<>();
  private final Renderers renderers = new Renderers();
  private final Magics magics = new Magics();

  @Override
  public synchronized void addToClasspath(List<Path> entries) {
    entries.stream().filter(entry -> !added.contains(entry)).forEach(added::add);
  }

  @Override
  public synchronized List<Path> classpath() {
    return List.copyOf(added);
  }

  @Override
  public ClassLoader classLoader() {
    URL[] urls = new URL[added.size()];
    try {
      for (int i = 0; i < urls.length; i++) {
        urls[i] = added.get(i).toUri().toURL();
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
    return new URLClassLoader(urls, getClass().getClassLoader());
  }

  @Override
  public @Nullable Object evaluate(String code) throws Exception {
    evaluated.add(code);
    return evaluation.of(code);
  }

  @Override
  public Path workingDirectory() {
    return folder;
  }

  @Override
  public Renderers renderers() {
    return renderers;
  }

  @Override
  public Magics magics() {
    return magics;
  }
}
