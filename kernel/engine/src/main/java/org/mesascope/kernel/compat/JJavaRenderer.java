package org.mesascope.kernel.compat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.mesascope.display.MimeBundle;
import org.mesascope.kernel.render.Renderers;
import org.mesascope.kernel.render.RequestRenderer;

/**
 * JJava's renderer over the session's: what an extension registers becomes a renderer of the
 * session, and what the session renders an extension can render too.
 */
final class JJavaRenderer extends Renderer {

  private final Renderers renderers;
  private final Set<Class<?>> registered = new CopyOnWriteArraySet<>();
  private boolean open;

  JJavaRenderer(Renderers renderers) {
    this.renderers = renderers;
  }

  /** From now on registrations count: those before are the base kernel's, for the JDK's types. */
  void open() {
    open = true;
  }

  @Override
  public <T> void register(
      Set<MIMEType> supported,
      Set<MIMEType> preferred,
      Set<Class<? extends T>> types,
      RenderFunction<T> function) {
    super.register(supported, preferred, types, function);
    if (open) {
      types.forEach(this::addToSession);
    }
  }

  private <T> void addToSession(Class<T> type) {
    registered.add(type);
    renderers.add(
        type,
        new RequestRenderer<T>() {
          @Override
          public MimeBundle render(T value) {
            return Bundles.bundle(JJavaRenderer.super.render(value, Map.of()));
          }

          @Override
          public MimeBundle render(T value, List<String> mimeTypes) {
            return Bundles.bundle(
                JJavaRenderer.super.renderAs(value, Map.of(), mimeTypes.toArray(new String[0])));
          }
        });
  }

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    return isJJavas(value)
        ? super.render(value, parameters)
        : Bundles.displayData(renderers.render(value));
  }

  @Override
  public DisplayData render(Object value) {
    return render(value, Map.of());
  }

  @Override
  public DisplayData renderAs(Object value, Map<String, Object> parameters, String... mimeTypes) {
    return isJJavas(value)
        ? super.renderAs(value, parameters, mimeTypes)
        : Bundles.displayData(renderers.render(value, mimeTypes));
  }

  @Override
  public DisplayData renderAs(Object value, String... mimeTypes) {
    return renderAs(value, Map.of(), mimeTypes);
  }

  private boolean isJJavas(Object value) {
    return value instanceof DisplayDataRenderable
        || registered.stream().anyMatch(type -> type.isInstance(value));
  }
}
