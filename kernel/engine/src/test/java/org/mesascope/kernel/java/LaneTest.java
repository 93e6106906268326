package org.mesascope.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mesascope.kernel.protocol.Channel;
import org.mesascope.kernel.protocol.ConnectionFile;
import org.mesascope.kernel.protocol.KernelClient;
import org.mesascope.kernel.protocol.KernelServer;
import org.mesascope.kernel.protocol.Message;

/** Every request is answered, and only being told to end ends a lane. */
class LaneTest {

  private KernelServer server;
  private KernelClient client;
  private Lane lane;
  private Thread thread;
  private final CountDownLatch paused = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    ConnectionFile file = ConnectionFile.onFreePorts();
    server = KernelServer.bind(file, "lane");
    Iopub iopub =
        new Iopub(
            new Iopub.Wire() {
              @Override
              public void send(Message message) {
                server.send(Channel.IOPUB, message);
              }

              @Override
              public boolean awaitRoom(long millis) throws InterruptedException {
                return server.awaitRoom(millis);
              }
            },
            "lane");
    lane = new Lane(new Replies(server, iopub, "lane"), iopub, new AtomicInteger());
    server.start((channel, message) -> lane.add(message));
    JavaSession session = new JavaSession();
    Execution execution = new Execution(session, iopub, new History());
    Lane.Work work =
        new Lane.Work(execution, LaneTest::answer, new KernelComms(iopub), this::pause);
    thread = new Thread(() -> lane.run(work));
    thread.start();
    client = KernelClient.connect(file);
  }

  @AfterEach
  void stop() throws Exception {
    lane.end();
    thread.join(60_000);
    assertThat(thread.isAlive()).as("the lane, told to end").isFalse();
    client.close();
    server.close();
  }

  private static JsonObject answer(String type, JsonObject request) {
    switch (type) {
      case "complete_request" -> throw new AssertionError("javac is wrong");
      case "inspect_request" -> throw new OutOfMemoryError("javac is overtaxed");
      default -> {
        return Replies.ok();
      }
    }
  }

  private void pause() {
    paused.countDown();
    throw new IllegalStateException("nothing can be learnt");
  }

  private JsonObject ask(String type) throws Exception {
    return client.request(Channel.SHELL, type, new JsonObject(), ChildKernel.LIMIT).content();
  }

  @Test
  void whateverFailsIsAnsweredAndTheLaneGoesOn() throws Exception {
    for (String type : List.of("complete_request", "inspect_request")) {
      JsonObject reply = ask(type);
      assertThat(reply.get("status").getAsString()).as(type).isEqualTo("error");
      assertThat(reply.get("evalue").getAsString()).contains("javac is");
    }
    assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(ask("history_request").get("status").getAsString()).isEqualTo("ok");
    thread.interrupt();
    assertThat(ask("history_request").get("status").getAsString()).isEqualTo("ok");
  }
}
