package org.mesascope.kernel.comm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What crosses a comm.
 *
 * @param data a tree of maps, lists, strings, numbers, booleans and nulls
 * @param buffers raw binary parts
 */
public record CommMessage(Map<String, Object> data, List<byte[]> buffers) {

  /** Copies the outer map and the list; values may be null. */
  public CommMessage {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    buffers = List.copyOf(buffers);
  }

  /** Data without buffers. */
  public static CommMessage of(Map<String, ?> data) {
    return new CommMessage(new LinkedHashMap<>(data), List.of());
  }
}
