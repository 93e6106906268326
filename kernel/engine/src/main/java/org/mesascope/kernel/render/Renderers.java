package org.mesascope.kernel.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Renderer;
import org.mesascope.display.RendererProvider;

/**
 * Finds the renderer of a value. {@link MimeBundle}s are themselves and {@link Displayable}s say
 * what they look like; for other values the most specific type wins, and among equals the one added
 * last.
 *
 * <p>A renderer that fails costs its value the rich forms, never the cell its result. Safe to use
 * from several threads. Cost of a look-up: linear in the number of renderers.
 */
public final class Renderers implements RendererProvider.Registry {

  private record Entry<T>(Class<T> type, Renderer<? super T> renderer) {
    MimeBundle render(Object value) {
      return renderer.render(type.cast(value));
    }
  }

  private final List<Entry<?>> entries = new CopyOnWriteArrayList<>();
  private final Set<String> loaded = new HashSet<>();

  @Override
  public <T> void add(Class<T> type, Renderer<? super T> renderer) {
    entries.add(new Entry<>(type, renderer));
  }

  /**
   * Loads the {@link RendererProvider}s that a loader sees; those loaded before are not loaded
   * again. Call it again when the class path has grown.
   *
   * @return one line for each provider that failed, which costs only its own renderers
   */
  public synchronized List<String> load(ClassLoader loader) {
    List<String> failures = new ArrayList<>();
    var providers = ServiceLoader.load(RendererProvider.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return failures;
        }
        var provider = providers.next();
        if (loaded.add(provider.type().getName())) {
          provider.get().register(this);
        }
      } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
        failures.add("a renderer provider could not be loaded: " + e);
      }
    }
  }

  /** Renders a value, null included. */
  public MimeBundle render(@Nullable Object value) {
    if (value == null) {
      return MimeBundle.text("null");
    }
    try {
      return renderAsItSays(value);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return MimeBundle.text(value.getClass().getName() + " (rendering it failed: " + e + ")");
    }
  }

  /**
   * Renders a value in the MIME types asked for, beside {@code text/plain}. A character sequence is
   * taken to be in those types already; a type that another value has no form for is left out.
   */
  public MimeBundle render(@Nullable Object value, String... mimeTypes) {
    if (value instanceof CharSequence text) {
      MimeBundle bundle = MimeBundle.text(text.toString());
      for (String type : mimeTypes) {
        bundle = bundle.with(type, text.toString());
      }
      return bundle;
    }
    MimeBundle all = render(value);
    MimeBundle bundle = MimeBundle.text(all.text());
    for (String type : mimeTypes) {
      Object content = all.data().get(type);
      if (content != null) {
        bundle = bundle.with(type, content);
      }
      if (all.metadata().get(type) instanceof Map<?, ?> hints) {
        Map<String, Object> named = new LinkedHashMap<>();
        hints.forEach((key, hint) -> named.put(String.valueOf(key), hint));
        bundle = bundle.withMetadata(type, named);
      }
    }
    return bundle;
  }

  private MimeBundle renderAsItSays(Object value) {
    if (value instanceof MimeBundle bundle) {
      return bundle;
    }
    if (value instanceof Displayable displayable) {
      return displayable.toMimeBundle();
    }
    Entry<?> best = null;
    for (Entry<?> entry : entries) {
      if (entry.type().isInstance(value)
          && (best == null
              || !entry.type().isAssignableFrom(best.type())
              || entry.type() == best.type())) {
        best = entry;
      }
    }
    return best == null ? MimeBundle.text(String.valueOf(value)) : best.render(value);
  }
}
