package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.mesascope.display.MimeBundle;
import org.mesascope.display.Renderer;
import org.mesascope.display.RendererProvider;
import org.mesascope.stats.Interval;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ToolkitRenderersTest {

  private final Map<Class<?>, Renderer<?>> renderers = renderers();

  @Test
  void aLongTableShowsItsFirstRowsAndItsSize() {
    Table table =
        Table.create(
            "t<1>",
            IntColumn.create("i", IntStream.range(0, 840).toArray()),
            StringColumn.create("s", IntStream.range(0, 840).mapToObj(i -> "<b>" + i).toList()));
    MimeBundle bundle = render(Table.class, table);
    assertThat(bundle.text()).contains("first 20 of 840 rows by 2 columns").doesNotContain("<b>20");
    assertThat((String) bundle.data().get(MimeBundle.HTML))
        .contains("t&lt;1&gt;")
        .contains("&lt;b&gt;19")
        .contains("<details><summary>rows 21 to 70</summary>", "<summary>rows 821 to 840</summary>")
        .contains("&lt;b&gt;839")
        .doesNotContain("<b>");
  }

  @Test
  void aShortTableShowsAll() {
    MimeBundle bundle =
        render(Table.class, Table.create("s", IntColumn.create("i", new int[] {1, 2})));
    assertThat(bundle.text()).isEqualTo("s\ni\n─\n1\n2\n2 rows by 1 columns");
  }

  @Test
  void aChartShowsAsAnImageWithItsTitle() {
    XYChart chart = new XYChartBuilder().width(300).height(200).title("A & B").build();
    chart.addSeries("s", new double[] {0, 1}, new double[] {1, 2});
    MimeBundle bundle = render(Chart.class, chart);
    assertThat(bundle.text()).isEqualTo("XYChart \"A & B\"");
    assertThat((String) bundle.data().get(MimeBundle.HTML)).contains("alt=\"XYChart &quot;A &amp;");
    assertThat((String) bundle.data().get(MimeBundle.PNG)).startsWith("iVBORw0KGgo");
  }

  @Test
  void anEstimateShowsWhatItRestsOn() {
    Estimate estimate =
        Estimate.of("gap", .31, new Interval(.24, .38, .95), 10, "BCa <bootstrap>")
            .withUnit("nats");
    MimeBundle bundle = render(Estimate.class, estimate);
    assertThat(bundle.text())
        .isEqualTo("gap: 0.310 [0.240, 0.380] nats (95 % interval, n = 10, BCa <bootstrap>)");
    assertThat((String) bundle.data().get(MimeBundle.HTML)).contains("BCa &lt;bootstrap&gt;");
    assertThat(render(Estimate.class, Estimate.exact("chance", .5, "closed form")).text())
        .isEqualTo("chance: 0.5 (closed form)");
  }

  private static Map<Class<?>, Renderer<?>> renderers() {
    Map<Class<?>, Renderer<?>> all = new HashMap<>();
    RendererProvider.Registry registry =
        new RendererProvider.Registry() {
          @Override
          public <T> void add(Class<T> type, Renderer<? super T> renderer) {
            all.put(type, renderer);
          }
        };
    List<RendererProvider> found =
        ServiceLoader.load(RendererProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(ToolkitRenderers.class::isInstance)
            .toList();
    assertThat(found).hasSize(1);
    found.get(0).register(registry);
    return all;
  }

  @SuppressWarnings("unchecked") // the registry pairs each type with a renderer of it
  private <T> MimeBundle render(Class<T> type, T value) {
    return ((Renderer<T>) renderers.get(type)).render(value);
  }
}
