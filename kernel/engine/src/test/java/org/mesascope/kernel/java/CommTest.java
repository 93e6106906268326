package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.Message;

class CommTest {

  private ChildKernel kernel;
  private final BlockingQueue<Message> published = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    kernel = new ChildKernel();
    kernel.client.onOutput(published::add);
  }

  @AfterEach
  void stop() {
    kernel.close();
  }

  private Message next(String type) throws InterruptedException {
    while (true) {
      Message message = published.poll(60, TimeUnit.SECONDS);
      assertThat(message).as("a " + type).isNotNull();
      if (message.type().equals(type)) {
        return message;
      }
    }
  }

  private static JsonObject content(String id, String field, Object value) {
    JsonObject content = new JsonObject();
    content.addProperty("comm_id", id);
    content.addProperty("target_name", "echo");
    JsonObject data = new JsonObject();
    if (value instanceof Number number) {
      data.addProperty(field, number);
    } else {
      data.addProperty(field, String.valueOf(value));
    }
    data.add("list", new JsonArray());
    content.add("data", data);
    return content;
  }

  private JsonObject open() {
    return kernel.ask("comm_info_request", new JsonObject()).getAsJsonObject("comms");
  }

  @Test
  void aFrontEndOpensSpeaksAndCloses() throws Exception {
    assertThat(
            kernel
                .run(
                    """
                    String last = "none";
                    Comms.register("echo", (comm, opening) -> {
                      comm.send(Map.of("hello", opening.data().get("name")));
                      comm.onMessage(m -> {
                        System.out.println("heard " + m.data().get("n").getClass().getSimpleName());
                        comm.send(Map.of("twice", 2 * (int) m.data().get("n")), m.buffers());
                      });
                      comm.onClose(m -> last = "closed " + m.data().get("why"));
                    });
                    """)
                .status())
        .isEqualTo("ok");
    String cause = kernel.client.send(Channel.SHELL, "comm_open", content("c1", "name", "you"));
    Message hello = next("comm_msg");
    assertThat(hello.content().get("comm_id").getAsString()).isEqualTo("c1");
    assertThat(hello.content().getAsJsonObject("data").get("hello").getAsString()).isEqualTo("you");
    assertThat(hello.parentId()).isEqualTo(cause);
    assertThat(open().getAsJsonObject("c1").get("target_name").getAsString()).isEqualTo("echo");

    byte[] raw = {1, 0, (byte) 200};
    cause = kernel.client.send(Channel.SHELL, "comm_msg", content("c1", "n", 21), raw);
    Message printed = next("stream");
    assertThat(printed.content().get("text").getAsString()).isEqualTo("heard Integer\n");
    assertThat(printed.parentId()).isEqualTo(cause);
    Message twice = next("comm_msg");
    assertThat(twice.content().getAsJsonObject("data").get("twice").getAsInt()).isEqualTo(42);
    assertThat(twice.buffers()).hasSize(1);
    assertThat(twice.buffers().get(0)).isEqualTo(raw);

    kernel.client.send(Channel.SHELL, "comm_close", content("c1", "why", "done"));
    assertThat(kernel.run("last").result()).isEqualTo("closed done");
    assertThat(open().size()).isZero();
  }

  @Test
  void aCellOpensSpeaksAndCloses() throws Exception {
    kernel.run("Comm view = Comms.open(\"view\", Map.of(\"points\", List.of(1, 2.5)));");
    Message opened = next("comm_open");
    assertThat(opened.content().get("target_name").getAsString()).isEqualTo("view");
    assertThat(opened.content().getAsJsonObject("data").get("points").toString())
        .isEqualTo("[1,2.5]");
    String id = opened.content().get("comm_id").getAsString();
    kernel.run("view.onMessage(m -> view.send(Map.of(\"got\", m.data().get(\"x\"))));");
    kernel.client.send(Channel.SHELL, "comm_msg", content(id, "x", "y"));
    assertThat(next("comm_msg").content().getAsJsonObject("data").get("got").getAsString())
        .isEqualTo("y");
    kernel.run("view.close(); view.close();");
    assertThat(next("comm_close").content().get("comm_id").getAsString()).isEqualTo(id);
    assertThat(kernel.run("view.send(Map.of());").errorValue()).contains("is closed");
  }

  @Test
  void whatNobodyTakesIsClosedAndWhatFailsIsPrinted() throws Exception {
    kernel.client.send(Channel.SHELL, "comm_open", content("c2", "name", "x"));
    assertThat(next("comm_close").content().get("comm_id").getAsString()).isEqualTo("c2");
    kernel.client.send(Channel.SHELL, "comm_msg", content("unknown", "n", 1));
    kernel.run(
        "Comms.register(\"echo\", (comm, opening) ->"
            + " comm.onMessage(m -> { throw new IllegalStateException(\"bad listener\"); }));");
    kernel.client.send(Channel.SHELL, "comm_open", content("c3", "name", "x"));
    kernel.client.send(Channel.SHELL, "comm_msg", content("c3", "n", 1));
    Message error = next("stream");
    assertThat(error.content().get("name").getAsString()).isEqualTo("stderr");
    assertThat(error.content().get("text").getAsString()).contains("bad listener");
    assertThat(kernel.run("1").result()).isEqualTo("1");
  }

  @Test
  void aListenerThatRunsForeverIsInterrupted() throws Exception {
    kernel.run(
        """
        Comms.register("echo", (comm, opening) -> {
          comm.send(Map.of("on", true));
          while (true) {}
        });
        """);
    kernel.client.send(Channel.SHELL, "comm_open", content("c4", "name", "x"));
    next("comm_msg");
    assertThat(kernel.client.interrupt(ChildKernel.LIMIT)).isTrue();
    assertThat(kernel.run("1").result()).isEqualTo("1");
    assertThat(List.copyOf(published)).isNotEmpty();
  }
}
