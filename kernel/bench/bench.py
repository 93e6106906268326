"""Measures kernels side by side over Jupyter's protocol and prints a table in Markdown.

    python kernel/bench/bench.py [--rounds 5] [--rows start,cell,...] [--kernels python3,mesascope]

Needs psutil beside the kernels' own jupyter_client. Rounds alternate between the kernels, so that a
ratio stands between figures taken seconds apart; each figure is the median over the rounds, or the
smallest with --best, for a machine that others use too. The first kernel is the one to compare with.
"""

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time

import psutil
import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

PATIENCE = 120
LINES = 100_000


class Kernel:
    """A kernel and plain sockets to it: no event loop of the client is measured."""

    def __init__(self, name, patience=PATIENCE):
        self.manager = KernelManager(kernel_name=name)
        self.java = self.manager.kernel_spec.language == "java"
        self.log = tempfile.TemporaryFile()
        self.started = time.perf_counter()
        self.manager.start_kernel(stdout=self.log, stderr=self.log)
        info = self.manager.get_connection_info()
        self.session = Session(key=info["key"], signature_scheme=info["signature_scheme"])
        self.context = zmq.Context()
        self.shell = self.socket(zmq.DEALER, info, "shell_port")
        self.control = self.socket(zmq.DEALER, info, "control_port")
        self.iopub = self.socket(zmq.SUB, info, "iopub_port")
        if self.ask("kernel_info_request", {}, patience=patience, again=1.5) is None:
            self.kill()
            raise TimeoutError(f"{name} did not answer within {patience} s")
        self.process = psutil.Process(self.manager.provisioner.process.pid)

    def socket(self, kind, info, port):
        socket = self.context.socket(kind)
        socket.linger = 0
        socket.reconnect_ivl = 5
        socket.rcvhwm = 0
        if kind == zmq.SUB:
            socket.subscribe = b""
        socket.connect(f"tcp://{info['ip']}:{info[port]}")
        return socket

    def send(self, kind, content, socket=None):
        message = self.session.msg(kind, content)
        self.session.send(socket or self.shell, message)
        return message["header"]["msg_id"]

    def receive(self, socket):
        return self.session.recv(socket, zmq.NOBLOCK)[1]

    def ask(self, kind, content, patience=PATIENCE, again=PATIENCE):
        """The reply, or None. A request that reaches a kernel while it binds may be lost, and is sent again."""
        end = time.perf_counter() + patience
        sent = set()
        while time.perf_counter() < end and self.manager.provisioner.process.poll() is None:
            sent.add(self.send(kind, content))
            until = min(end, time.perf_counter() + again)
            while (left := until - time.perf_counter()) > 0:
                if self.shell.poll(left * 1000):
                    reply = self.receive(self.shell)
                    if reply["parent_header"].get("msg_id") in sent:
                        return reply
        return None

    def run(self, code):
        """Runs a cell; its seconds, from the request to both its reply and its last output."""
        begin = time.perf_counter()
        asked = self.send("execute_request", dict(code=code, silent=False, store_history=True, user_expressions={}, allow_stdin=False, stop_on_error=True))
        self.text, self.messages = [], 0
        poller = zmq.Poller()
        poller.register(self.shell, zmq.POLLIN)
        poller.register(self.iopub, zmq.POLLIN)
        waiting = {"reply", "idle"}
        while waiting:
            ready = dict(poller.poll(PATIENCE * 5000))
            if not ready:
                raise TimeoutError(f"no answer to: {code[:80]}")
            for socket in ready:
                message = self.receive(socket)
                if message["parent_header"].get("msg_id") != asked:
                    continue
                content = message["content"]
                if message["msg_type"] == "stream":
                    self.text.append(content["text"])
                    self.messages += 1
                elif message["msg_type"] == "execute_reply":
                    if content["status"] != "ok":
                        raise RuntimeError(f"{content.get('evalue')} in: {code[:80]}")
                    waiting.discard("reply")
                elif content.get("execution_state") == "idle":
                    waiting.discard("idle")
        return time.perf_counter() - begin

    def timed(self, times, kind, content):
        seconds = []
        for _ in range(times):
            begin = time.perf_counter()
            if self.ask(kind, content) is None:
                raise TimeoutError(f"no answer to {kind}")
            seconds.append(time.perf_counter() - begin)
        return seconds

    def megabytes(self):
        return self.process.memory_info().rss / 1e6

    def end(self):
        """Seconds until the process has ended by itself."""
        begin = time.perf_counter()
        self.send("shutdown_request", dict(restart=False), self.control)
        process = self.manager.provisioner.process
        while process.poll() is None and time.perf_counter() - begin < 20:
            time.sleep(0.002)
        taken = time.perf_counter() - begin
        self.kill()
        return taken

    def kill(self):
        self.manager.shutdown_kernel(now=True)
        self.context.destroy(0)
        self.log.close()


def mixed(java, n, salt):
    """n statements, a fifth of them declarations, and a last expression."""
    lines = []
    for i in range(n):
        kind, name, before = i % 10, f"v{salt}_{i}", f"v{salt}_{i - i % 10}"
        lines.append({
            0: (f"int {name} = {i};", f"{name} = {i}"),
            2: (f"for (int k = 0; k < 3; k++) {{ x += k + {before}; }}", f"for k in range(3): x += k + {before}"),
            4: (f"if (x > {i}) {{ x -= {i % 11}; }} else {{ x += 1; }}", f"x = x - {i % 11} if x > {i} else x + 1"),
            5: (f"var {name} = new double[{i % 7 + 3}];", f"{name} = [0.0] * {i % 7 + 3}"),
            7: ("java.util.stream.IntStream.range(0, 4).forEach(k -> { if (k == 2) Thread.onSpinWait(); });", "list(map(lambda k: k, range(4)))"),
            9: ('System.out.print("");', "print('', end='')"),
        }.get(kind, (f"x = Math.floorMod(x + {i % 13}, 1000);", f"x = (x + {i % 13}) % 1000"))[0 if java else 1])
    return "\n".join([*lines, "x"])


def a_class(java, number):
    if java:
        body = "".join(f"  private int f{i} = {i};\n  public int get{i}(int a) {{\n    int r = f{i} * a + {i};\n    return r;\n  }}\n" for i in range(11))
        return f"public class Bench{number} {{\n{body}  public int sum(java.util.List<Integer> xs) {{\n    return xs.stream().mapToInt(Integer::intValue).sum();\n  }}\n}}"
    body = "".join(f"    f{i} = {i}\n\n    def get{i}(self, a):\n        r = self.f{i} * a + {i}\n        return r\n" for i in range(11))
    return f"class Bench{number}:\n{body}"


def start(name):
    kernel = Kernel(name)
    kernel.run("1+1")
    result = time.perf_counter() - kernel.started
    time.sleep(1)
    return {"start to the first result, s": result, "clean shutdown, s": kernel.end()}


def cell(kernel):
    kernel.run("int x = 0;" if kernel.java else "x = 0")
    step = "x = x + 1;" if kernel.java else "x = x + 1"
    for _ in range(20):
        kernel.run(step)
    info = kernel.timed(60, "kernel_info_request", {})[10:]
    return {"trivial cell, ms": 1e3 * statistics.median(kernel.run(step) for _ in range(100)), "kernel_info round trip, ms": 1e3 * statistics.median(info)}


def statements(kernel):
    kernel.run("int x = 0;" if kernel.java else "x = 0")
    kernel.run(mixed(kernel.java, 30, 0))
    kernel.run(mixed(kernel.java, 30, 1))
    return {f"{n:,} mixed statements, s": kernel.run(mixed(kernel.java, n, salt)) for salt, n in ((2, 30), (3, 500), (4, 5000))}


def classes(kernel):
    first, *rest = [kernel.run(a_class(kernel.java, i)) for i in range(6)]
    return {"60-line class, first, ms": 1e3 * first, "60-line class, warm, ms": 1e3 * statistics.median(rest)}


def lines(kernel):
    code = f'for (int i = 0; i < {LINES}; i++) System.out.println("line " + i);' if kernel.java else f"for i in range({LINES}): print('line', i)"
    seconds, most, lost = [], 0, 0
    for _ in range(10):
        seconds.append(kernel.run(code))
        most = max(most, kernel.messages)
        lost += "".join(kernel.text) != "".join(f"line {i}\n" for i in range(LINES))
    return {"100k printed lines, s": statistics.median(seconds), "their messages, at most": most, "runs of 10 with a line lost": lost}


def help_(kernel):
    kernel.run("1+1")
    row = {}
    for what, kind, java, python in (("completion", "complete_request", "System.out.pri", "'a'.upp"), ("inspection", "inspect_request", "String.valueOf(", "str.upper")):
        code = java if kernel.java else python
        times = kernel.timed(25, kind, dict(code=code, cursor_pos=len(code), detail_level=0))
        row[f"{what}, warm, ms"] = 1e3 * statistics.median(times[5:])
    return row


def memory(kernel):
    kernel.run("1+1")
    time.sleep(8)
    row = {"memory after start, MB": kernel.megabytes()}
    before = sum(kernel.process.cpu_times()[:2])
    time.sleep(20)
    row["idle CPU, %"] = 5 * (sum(kernel.process.cpu_times()[:2]) - before)
    kernel.run("int x = 0;" if kernel.java else "x = 0")
    for _ in range(500):
        kernel.run("x = x + 1;" if kernel.java else "x = x + 1")
    row["memory after 500 cells, MB"] = kernel.megabytes()
    return row


LOOPS = """
class %s {
  public static double dot(double[] a, double[] b, double[] c) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) { sum += a[i] * b[i]; }
    return sum;
  }
  public static double scaled(double[] a, double[] b, double[] c) {
    for (int i = 0; i < a.length; i++) { c[i] = a[i] * b[i] + a[i]; }
    return c[0];
  }
}
"""

RACE = """
Path folder = Files.createTempDirectory("plain");
Files.writeString(folder.resolve("Plain.java"), "public " + \"\"\"%s\"\"\".strip());
javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, folder.resolve("Plain.java").toString());
Class<?> plain = new java.net.URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}).loadClass("Plain");
double[] a = new double[1000], b = new double[1000], c = new double[1000];
Arrays.fill(a, 1.5);
Arrays.fill(b, .5);
for (String name : new String[] {"dot", "scaled"}) {
  java.lang.reflect.Method[] both = {
    plain.getMethod(name, double[].class, double[].class, double[].class),
    Checked.class.getMethod(name, double[].class, double[].class, double[].class)
  };
  double[][] seconds = new double[2][40];
  for (int round = 0; round < 40; round++) {
    for (int k = 0; k < 2; k++) {
      long begin = System.nanoTime();
      for (int i = 0; i < 20_000; i++) { both[k].invoke(null, a, b, c); }
      seconds[k][round] = 1e-9 * (System.nanoTime() - begin);
    }
  }
  double[] medians = new double[2];
  for (int k = 0; k < 2; k++) {
    double[] late = Arrays.copyOfRange(seconds[k], 20, 40);
    Arrays.sort(late);
    medians[k] = late[10];
  }
  System.out.println(medians[1] / medians[0]);
}
"""


def loops(kernel):
    """The same loops over arrays, defined in a cell and compiled beside it without cancel checks."""
    if not kernel.java:
        return {f"array loop ({name}), checked over unchecked": math.nan for name in ("dot", "scaled")}
    kernel.run(LOOPS % "Checked")
    kernel.run(RACE % (LOOPS % "Plain"))
    return {f"array loop ({name}), checked over unchecked": float(text) for name, text in zip(("dot", "scaled"), "".join(kernel.text).split())}


def hung(name, starts=50):
    """Starts beside twice as many busy processes as there are cores."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * os.cpu_count())]
    stuck = 0
    try:
        for _ in range(starts):
            try:
                kernel = Kernel(name, patience=60)
                kernel.run("1+1")
                kernel.kill()
            except TimeoutError:
                stuck += 1
    finally:
        for process in busy:
            process.kill()
            process.wait()
    return {f"hung starts under load, of {starts}": stuck}


WHOLE = {"start": start, "hung": hung}
ROWS = {"cell": cell, "class": classes, "statements": statements, "lines": lines, "help": help_, "loops": loops, "memory": memory}
ONCE = {"memory", "hung"}


def measure(part, name):
    if part in WHOLE:
        return WHOLE[part](name)
    kernel = Kernel(name)
    try:
        return ROWS[part](kernel)
    finally:
        kernel.kill()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kernels", default="python3,mesascope")
    options.add_argument("--rows", default=",".join([*list(WHOLE)[:1], *ROWS, "hung"]))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--best", action="store_true", help="the smallest of the rounds instead of their median")
    chosen = options.parse_args()
    names = chosen.kernels.split(",")
    print(f"| what | {' | '.join(names)} | ratio |")
    print("|---" * (len(names) + 2) + "|")
    for part in chosen.rows.split(","):
        figures = {name: {} for name in names}
        for _ in range(1 if part in ONCE else chosen.rounds):
            for name in names:
                for what, value in measure(part, name).items():
                    figures[name].setdefault(what, []).append(value)
        pick = min if chosen.best else statistics.median
        for what in figures[names[0]]:
            values = [(max if "lost" in what or "at most" in what else pick)(figures[name][what]) for name in names]
            ratio = f"{values[-1] / values[0]:.2f}" if values[0] > 0 else ""
            print(f"| {what} | {' | '.join(f'{value:.4g}' for value in values)} | {ratio} |", flush=True)
    load = os.getloadavg()[0]
    print(f"\n{chosen.rounds} rounds, {'best' if chosen.best else 'median'}; load {load:.1f} on {os.cpu_count()} cores; {time.strftime('%F')}")


if __name__ == "__main__":
    main()
