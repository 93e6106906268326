package org.mesascope.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/**
 * Tells equal traces by the first half of SHA-256 over all they hold, each part with its length.
 */
final class Digests {

  private static final int HELD = 16;

  private final MessageDigest sha;

  Digests() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  String of(Trace trace) {
    text(trace.id());
    number(trace.metadata().size());
    for (Map.Entry<String, String> entry : new TreeMap<>(trace.metadata()).entrySet()) {
      text(entry.getKey());
      text(entry.getValue());
    }
    number(trace.steps().size());
    for (Step step : trace.steps()) {
      text(step.situation());
      menu(step.menu());
      text(step.choice());
      text(step.outcome());
    }
    return HexFormat.of().formatHex(sha.digest(), 0, HELD);
  }

  private void menu(@Nullable Menu menu) {
    number(menu == null ? -1 : menu.alternatives().size());
    if (menu != null) {
      menu.alternatives().forEach(this::text);
      number(menu.features().size());
      menu.features().forEach(this::text);
      for (double value : menu.values()) {
        sha.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).flip());
      }
    }
  }

  private void text(@Nullable String text) {
    if (text == null) {
      number(-1);
      return;
    }
    byte[] bytes = Texts.encodable(text).getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    sha.update(bytes);
  }

  private void number(int number) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }
}
