package org.mesascope.kernel.comm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens comms from cells, and registers who takes those that front ends open. */
public final class Comms {

  private static volatile @Nullable Registry installed;

  private Comms() {}

  /** Opens a comm to a front end that knows {@code target}; one that does not closes it. */
  public static Comm open(String target, Map<String, ?> data) {
    return registry().open(target, CommMessage.of(data));
  }

  /** Takes the comms that front ends open under a name, from now on. */
  public static void register(String target, CommTarget receiver) {
    registry().targets.put(target, receiver);
  }

  /** Takes no more comms of that name. Those that are open stay so. */
  public static void unregister(String target) {
    registry().targets.remove(target);
  }

  private static Registry registry() {
    Registry registry = installed;
    if (registry == null) {
      throw new IllegalStateException("there is no front end here: comms need a running notebook");
    }
    return registry;
  }

  /** Carries messages to the front ends. */
  @FunctionalInterface
  public interface Wire {
    /**
     * Sends one message.
     *
     * @param type {@code comm_open}, {@code comm_msg} or {@code comm_close}
     * @param content its fields, {@code comm_id} and {@code data} among them
     */
    void send(String type, Map<String, Object> content, List<byte[]> buffers);
  }

  /** The comms of one kernel: the engine feeds it what front ends send. */
  public static final class Registry {

    private final Wire wire;
    private final Map<String, CommTarget> targets = new ConcurrentHashMap<>();
    private final Map<String, Comm> open = new ConcurrentHashMap<>();

    /** No comms yet. */
    public Registry(Wire wire) {
      this.wire = wire;
    }

    /** Makes this the registry that cells use. */
    public void install() {
      installed = this;
    }

    /** A front end opens a comm; where nobody takes it, it is closed at once. */
    public void opened(String id, String target, CommMessage opening) {
      Comm comm = new Comm(id, target, this);
      CommTarget receiver = targets.get(target);
      if (receiver == null) {
        comm.close();
        return;
      }
      open.put(id, comm);
      try {
        receiver.opened(comm, opening);
      } catch (RuntimeException | Error e) {
        comm.close();
        throw e;
      }
    }

    /** A front end sends; what comes for a comm that is closed is passed over. */
    public void received(String id, CommMessage message) {
      Comm comm = open.get(id);
      if (comm != null) {
        comm.received(message);
      }
    }

    /** A front end closes a comm. */
    public void closed(String id, CommMessage message) {
      Comm comm = open.remove(id);
      if (comm != null) {
        comm.closedByFrontEnd(message);
      }
    }

    /** The open comms, id to target; of one target alone where it is named. */
    public Map<String, String> targetsById(String target) {
      Map<String, String> known = new TreeMap<>();
      open.forEach(
          (id, comm) -> {
            if (target.isEmpty() || target.equals(comm.target())) {
              known.put(id, comm.target());
            }
          });
      return known;
    }

    private Comm open(String target, CommMessage opening) {
      Comm comm = new Comm(UUID.randomUUID().toString(), target, this);
      open.put(comm.id(), comm);
      send("comm_open", comm, opening.data(), opening.buffers());
      return comm;
    }

    void forget(Comm comm) {
      open.remove(comm.id());
    }

    void send(String type, Comm comm, Map<String, Object> data, List<byte[]> buffers) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("comm_id", comm.id());
      if (type.equals("comm_open")) {
        content.put("target_name", comm.target());
      }
      content.put("data", data);
      wire.send(type, content, buffers);
    }
  }
}
