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
import java.util.function.BiFunction;
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

    MimeBundle render(Object value, List<String> mimeTypes) {
      if (renderer instanceof RequestRenderer<? super T> requested) {
        return requested.render(type.cast(value), mimeTypes);
      }
      return only(render(value), mimeTypes);
    }
  }

  private static final Entry<Object> FALLBACK =
      new Entry<>(Object.class, value -> MimeBundle.text(PlainText.of(value)));

  private final List<Entry<?>> entries = new CopyOnWriteArrayList<>();
  private final Set<String> loaded = new HashSet<>();

  /** The built-in renderers. */
  public Renderers() {
    new BuiltIn(this).register(this);
  }

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

  /** Renders a value, null included, in the forms that suit it. */
  public MimeBundle render(@Nullable Object value) {
    return rendered(value, Entry::render);
  }

  /**
   * Renders a value in the MIME types asked for, beside {@code text/plain}. A string is taken to be
   * in those types already; a type that another value has no form for is left out.
   */
  public MimeBundle render(@Nullable Object value, String... mimeTypes) {
    List<String> asked = List.of(mimeTypes);
    if (value instanceof MimeBundle || value instanceof Displayable) {
      return only(render(value), asked);
    }
    return rendered(value, (entry, present) -> entry.render(present, asked));
  }

  private MimeBundle rendered(
      @Nullable Object value, BiFunction<Entry<?>, Object, MimeBundle> byEntry) {
    if (value == null) {
      return MimeBundle.text("null");
    }
    try {
      if (value instanceof MimeBundle bundle) {
        return bundle;
      }
      if (value instanceof Displayable displayable) {
        return displayable.toMimeBundle();
      }
      return byEntry.apply(entryFor(value), value);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String type = CellNames.readable(value.getClass().getName());
      return MimeBundle.text(type + " (rendering it failed: " + e + ")");
    }
  }

  private Entry<?> entryFor(Object value) {
    Entry<?> best = FALLBACK;
    for (Entry<?> entry : entries) {
      boolean general = entry.type() != best.type() && entry.type().isAssignableFrom(best.type());
      if (entry.type().isInstance(value) && !general) {
        best = entry;
      }
    }
    return best;
  }

  private static MimeBundle only(MimeBundle bundle, List<String> mimeTypes) {
    Map<String, Object> data = new LinkedHashMap<>(bundle.data());
    data.keySet().removeIf(type -> !type.equals(MimeBundle.TEXT) && !mimeTypes.contains(type));
    Map<String, Object> metadata = new LinkedHashMap<>(bundle.metadata());
    metadata.keySet().retainAll(data.keySet());
    return new MimeBundle(data, metadata);
  }
}
