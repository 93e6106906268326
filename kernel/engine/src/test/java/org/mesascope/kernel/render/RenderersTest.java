package org.mesascope.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.display.Displayable;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.RendererProvider;

class RenderersTest {

  interface Shape {}

  interface Round extends Shape {}

  static class Circle implements Round {}

  static final class Ring extends Circle {}

  private final Renderers renderers = new Renderers();

  @Test
  void theMostSpecificTypeWinsWhateverTheOrder() {
    renderers.add(Circle.class, value -> MimeBundle.text("circle"));
    renderers.add(Shape.class, value -> MimeBundle.text("shape"));
    renderers.add(Round.class, value -> MimeBundle.text("round"));
    assertThat(renderers.render(new Ring()).text()).isEqualTo("circle");
  }

  @Test
  void amongEqualsTheOneAddedLastWins() {
    renderers.add(Circle.class, value -> MimeBundle.text("first"));
    renderers.add(Circle.class, value -> MimeBundle.text("last"));
    assertThat(renderers.render(new Circle()).text()).isEqualTo("last");
  }

  @Test
  void aDisplayableComesBeforeEveryRenderer() {
    record Coin() implements Displayable {
      @Override
      public MimeBundle toMimeBundle() {
        return MimeBundle.text("coin").withHtml("<b>coin</b>");
      }
    }
    renderers.add(Coin.class, value -> MimeBundle.text("renderer"));
    assertThat(renderers.render(new Coin()).data())
        .containsExactly(Map.entry("text/plain", "coin"), Map.entry("text/html", "<b>coin</b>"));
    assertThat(renderers.render(new Coin(), "image/png").data()).containsOnlyKeys("text/plain");
  }

  @Test
  void nullIsText() {
    assertThat(renderers.render(null)).isEqualTo(MimeBundle.text("null"));
    assertThat(renderers.render(null, "text/html")).isEqualTo(MimeBundle.text("null"));
  }

  @Test
  void aBundleIsItself() {
    MimeBundle bundle = MimeBundle.text("x").withHtml("<i>x</i>");
    assertThat(renderers.render(bundle)).isSameAs(bundle);
  }

  @Test
  void textIsTakenToBeInTheTypesAskedFor() {
    assertThat(renderers.render("<b>3</b>").data()).containsOnlyKeys("text/plain");
    assertThat(renderers.render("<b>3</b>", "text/html", "text/markdown").data())
        .containsOnly(
            Map.entry("text/plain", "<b>3</b>"),
            Map.entry("text/html", "<b>3</b>"),
            Map.entry("text/markdown", "<b>3</b>"));
  }

  @Test
  void aRendererThatFailsLeavesTextThatSaysSo() {
    renderers.add(
        Circle.class,
        value -> {
          throw new IllegalStateException("no ink");
        });
    assertThat(renderers.render(new Circle()).text())
        .contains(Circle.class.getName())
        .contains("no ink");
  }

  @Test
  void cancellingGetsThrough() {
    renderers.add(
        Circle.class,
        value -> {
          throw new CancellationException("stopped");
        });
    Assertions.assertThrows(CancellationException.class, () -> renderers.render(new Circle()));
  }

  @Test
  void providersLoadOnceAndOneThatFailsIsReported(@TempDir Path folder) throws Exception {
    Path services = folder.resolve("META-INF/services").resolve(RendererProvider.class.getName());
    Files.createDirectories(services.getParent());
    Files.writeString(
        services, FailingProvider.class.getName() + "\n" + TestProvider.class.getName() + "\n");
    URL[] urls = {folder.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      assertThat(renderers.load(loader)).singleElement().asString().contains("FailingProvider");
      assertThat(renderers.render(new TestProvider.Token("a")).text()).isEqualTo("token a");
      renderers.add(TestProvider.Token.class, token -> MimeBundle.text("mine"));
      renderers.load(loader);
      assertThat(renderers.render(new TestProvider.Token("b")).text()).isEqualTo("mine");
    }
  }

  @Test
  void whatHoldsItselfRenders() {
    List<Object> self = new java.util.ArrayList<>();
    self.add(self);
    assertThat(renderers.render(self).text()).isEqualTo("[(this ArrayList)]");
  }
}
