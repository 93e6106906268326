package org.mesascope.kernel.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesascope.kernel.compat.DotsExtension.Dots;
import org.mesascope.kernel.magic.Arguments;
import org.mesascope.kernel.magic.FakeSession;
import org.mesascope.kernel.magic.Notebook;

class ExtensionsTest {

  @TempDir Path folder;

  private final FakeSession session = new FakeSession();
  private final List<String> reports = new ArrayList<>();
  private final Extensions extensions = new Extensions(session, reports::add);
  private final RecordingOutlet outlet = new RecordingOutlet();

  @BeforeEach
  void install() {
    Notebook.install(session);
  }

  @AfterEach
  void restore() {
    outlet.close();
  }

  private void load(Class<?>... classes) throws Exception {
    session.addToClasspath(List.of(ServiceFolder.with(folder, classes)));
    extensions.load(session.classLoader());
  }

  @Test
  void anExtensionsRendererRendersForTheSession() throws Exception {
    load(DotsExtension.class);
    assertThat(session.renderers().render(new Dots(3)).data())
        .containsOnly(
            Map.entry("text/plain", "Dots[count=3]"), Map.entry("text/html", "<b>...</b>"));
    assertThat(session.renderers().render(new Dots(2), "text/markdown").data())
        .containsOnly(
            Map.entry("text/plain", "Dots[count=2]"), Map.entry("text/markdown", "**..**"));
  }

  @Test
  void theSessionsRenderersRenderForAnExtension() throws Exception {
    load(DotsExtension.class);
    DisplayData data = Kernel.kernel().getRenderer().render(List.of(new Dots(1), new Dots(2)));
    assertThat(String.valueOf(data.getData(MIMEType.TEXT_HTML))).contains("<table>");
    assertThat(
            Kernel.kernel()
                .getRenderer()
                .renderAs(new Dots(1), "text/html")
                .getData(MIMEType.TEXT_HTML))
        .isEqualTo("<b>.</b>");
  }

  @Test
  void itsMagicsAreTheSessionsAndTheSessionsAreIts() throws Exception {
    session.magics().line("own", (s, arguments) -> arguments.words().size());
    load(DotsExtension.class);
    assertThat(session.magics().runLine(session, "dots", Arguments.parse("a b")))
        .isEqualTo("mesascope[a, b]");
    assertThat(session.magics().runCell(session, "dots", Arguments.parse(""), "1234"))
        .isEqualTo(new Dots(4));
    BaseKernel kernel = BaseKernel.notebookKernel();
    Object counted = kernel.getMagicsRegistry().evalLineMagic(kernel, "own", List.of("x", "y"));
    assertThat(counted).isEqualTo(2);
    assertThat(kernel.getMagicsRegistry().getLineMagicNames()).containsExactly("dots", "own");
  }

  @Test
  void itEvaluatesAndDisplaysInTheSession() throws Exception {
    load(DotsExtension.class);
    assertThat(session.evaluated)
        .containsExactly("import org.mesascope.kernel.compat.DotsExtension.Dots;");
    assertThat(outlet.shown.values())
        .singleElement()
        .satisfies(
            bundle ->
                assertThat(bundle.data())
                    .containsEntry("text/plain", "dots are here")
                    .containsEntry("text/html", "<i>dots are here</i>"));
  }

  @Test
  void jjavasOwnStaticsReachTheSession() throws Exception {
    load(DotsExtension.class);
    String id = BaseNotebookStatics.display(new Dots(2));
    BaseNotebookStatics.updateDisplay(id, new Dots(5));
    assertThat(outlet.shown.get(id).data()).containsEntry("text/html", "<b>.....</b>");
  }

  @Test
  void oneThatFailsIsReportedAndTheOthersStand() throws Exception {
    load(FailingExtension.class, DotsExtension.class);
    assertThat(reports)
        .singleElement()
        .asString()
        .contains(FailingExtension.class.getName())
        .contains("NoClassDefFoundError: org/dflib/jjava/kernel/JavaKernel");
    assertThat(session.magics().lineNames()).contains("dots");
  }

  @Test
  void eachIsInstalledOnce() throws Exception {
    load(DotsExtension.class);
    extensions.load(session.classLoader());
    assertThat(outlet.shown).hasSize(1);
  }

  @Test
  void oneThatFailsToLeaveIsReported() throws Exception {
    load(DotsExtension.class);
    extensions.close();
    assertThat(reports).singleElement().asString().contains("failed to uninstall: ");
  }

  @Test
  void jjavasDisplayTypesShowWithoutAnyExtension() {
    DisplayData data = new DisplayData();
    data.putMarkdown("**x**");
    assertThat(session.renderers().render(data).data())
        .containsOnly(
            Map.entry("text/markdown", "**x**"), Map.entry("text/plain", "text/markdown"));
    DisplayDataRenderable own =
        new DisplayDataRenderable() {
          @Override
          public void render(RenderContext context) {
            context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<u>own</u>");
          }
        };
    assertThat(session.renderers().render(own).data()).containsEntry("text/html", "<u>own</u>");
  }

  @Test
  void commsAreRefusedInWords() throws Exception {
    load(DotsExtension.class);
    assertThatThrownBy(
            () -> Kernel.kernel().getCommManager().openComm("widget", (m, i, t, d) -> null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("widget");
  }
}
