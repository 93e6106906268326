package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a YAML file, with the key that leads to it, so that every error names key and line.
 *
 * @param source the file
 * @param key the way to it; empty for the document
 * @param node what stands there
 */
record YamlNode(String source, String key, Node node) {

  /** Reads a document; nothing in it is made into an object. */
  static YamlNode read(Path file) throws IOException {
    Utf8Text.present(file);
    String source = file.toString();
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(source).build();
      Optional<Node> document = new Compose(settings).composeString(Files.readString(file));
      if (document.isEmpty()) {
        throw new TraceFormatException(
            source, 0, null, "expects a mapping such as \"reader: inspect\", but is empty");
      }
      return new YamlNode(source, "", document.get());
    } catch (MarkedYamlEngineException e) {
      TraceFormatException wrong =
          new TraceFormatException(
              source,
              e.getProblemMark().map(mark -> mark.getLine() + 1L).orElse(0L),
              null,
              "expects YAML, got: " + e.getProblem());
      wrong.initCause(e);
      throw wrong;
    } catch (YamlEngineException e) {
      TraceFormatException wrong =
          new TraceFormatException(source, 0, null, "expects YAML, got: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  String text() throws TraceFormatException {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
      throw error("expects a text, got " + kind());
    }
    return scalar.getValue();
  }

  List<String> texts() throws TraceFormatException {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("expects a list such as [cost, time], got " + kind());
    }
    List<String> all = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      all.add(new YamlNode(source, key + "[" + all.size() + "]", element).text());
    }
    return all;
  }

  /** The values by their keys, each of which must be known. */
  Map<String, YamlNode> fields(List<String> known) throws TraceFormatException {
    Map<String, YamlNode> all = fields();
    for (YamlNode field : all.values()) {
      String name = field.key.substring(field.key.lastIndexOf('.') + 1);
      if (!known.contains(name)) {
        throw field.error("is not a key here; the keys are " + String.join(", ", known));
      }
    }
    return all;
  }

  Map<String, YamlNode> fields() throws TraceFormatException {
    if (!(node instanceof MappingNode mapping)) {
      throw error("expects keys with values, got " + kind());
    }
    Map<String, YamlNode> all = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode name = new YamlNode(source, key, tuple.getKeyNode());
      String inner = name.text();
      YamlNode value =
          new YamlNode(source, key.isEmpty() ? inner : key + "." + inner, tuple.getValueNode());
      if (all.put(inner, value) != null) {
        throw value.error("expects a key once, got it twice");
      }
    }
    return all;
  }

  Map<String, String> texts(@Nullable YamlNode from) throws TraceFormatException {
    Map<String, String> all = new LinkedHashMap<>();
    if (from != null) {
      for (Map.Entry<String, YamlNode> entry : from.fields().entrySet()) {
        all.put(entry.getKey(), entry.getValue().text());
      }
    }
    return all;
  }

  TraceFormatException error(String problem) {
    long line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1L;
    return new TraceFormatException(
        source, line, null, key.isEmpty() ? problem : "key \"" + key + "\" " + problem);
  }

  private String kind() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "\"" + scalar.getValue() + "\"";
    }
    return node instanceof SequenceNode ? "a list" : "keys with values";
  }
}
