package org.mesascope.trace;

import java.util.List;
import java.util.Map;

/** Logs that use everything a trace may hold. */
final class TraceTestData {

  private TraceTestData() {}

  static TraceLog walk() {
    return TraceLog.of(
        List.of(
            new Trace(
                "e0",
                List.of(new Step("4", null, "right", "5"), new Step("5", null, "stay", null)),
                Map.of("seed", "7", "world", "corridor"))));
  }

  static TraceLog choices() {
    List<String> features = List.of("time", "cost");
    Menu both = new Menu(List.of("air", "car"), features, new double[] {.1 + .2, 70, 1e-300, -0.5});
    Menu one = new Menu(List.of("bus"), features, new double[] {Math.PI, 1e15 + 2});
    return TraceLog.of(
        List.of(
            new Trace(
                "anna; \"A\"",
                List.of(
                    new Step("first, of two", both, "car", "1"), new Step("2", one, "bus", null)),
                Map.of("version", "v1")),
            new Trace("bo", List.of(new Step("x", both, "air", "2")), Map.of("version", "v2"))));
  }
}
