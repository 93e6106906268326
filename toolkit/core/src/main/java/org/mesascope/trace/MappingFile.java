package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a {@link LogMapping} from YAML. */
final class MappingFile {

  private static final List<String> KEYS =
      List.of(
          "reader",
          "separator",
          "trace",
          "unit",
          "step",
          "situation",
          "version",
          "shift",
          "choice",
          "outcome",
          "menu",
          "metadata",
          "intended",
          "proxy",
          "watched");

  private final YamlNode document;
  private final Map<String, YamlNode> fields;

  private MappingFile(YamlNode document) throws TraceFormatException {
    this.document = document;
    fields = document.fields(KEYS);
  }

  static LogMapping read(Path yaml) throws IOException {
    return new MappingFile(YamlNode.read(yaml)).mapping();
  }

  private LogMapping mapping() throws TraceFormatException {
    LogFormat format = format();
    boolean own = format == LogFormat.JSONL || format == LogFormat.CSV;
    @Nullable LogMapping usual = own ? null : LogMapping.defaults(format);
    if (format == LogFormat.MESASCOPE) {
      for (String key : List.of("trace", "step", "situation", "choice", "outcome", "menu")) {
        YamlNode field = fields.get(key);
        if (field != null) {
          throw field.error("is not mapped: the toolkit's own files say it themselves");
        }
      }
    }
    LogMapping.MenuRule menu = menu(usual);
    boolean flagged =
        menu instanceof LogMapping.MenuRule.InColumns in
            && in.columns() instanceof MenuColumns.Rows;
    Map<String, YamlNode> shift = shift();
    String trace = path("trace", usual == null ? null : usual.trace());
    if (trace == null) {
      throw document.error("expects the key trace: the path of the trace's id");
    }
    Map<String, String> metadata = new LinkedHashMap<>(usual == null ? Map.of() : usual.metadata());
    metadata.putAll(metadata());
    YamlNode training = shift.get("training");
    YamlNode shifted = shift.get("path");
    try {
      return new LogMapping(
          format,
          separator(),
          trace,
          path("unit", usual == null ? null : usual.unit()),
          path("step", null),
          path("situation", usual == null ? null : usual.situation()),
          path("version", usual == null ? null : usual.version()),
          shifted == null ? usual == null ? null : usual.shift() : checked(shifted),
          choice(flagged, usual),
          path("outcome", usual == null ? null : usual.outcome()),
          menu,
          metadata,
          questions(training));
    } catch (IllegalArgumentException e) {
      throw document.error(String.valueOf(e.getMessage()));
    }
  }

  private LogFormat format() throws TraceFormatException {
    YamlNode reader = fields.get("reader");
    if (reader == null) {
      throw document.error("expects the key reader: one of " + LogFormat.labels());
    }
    String label = reader.text();
    return Arrays.stream(LogFormat.values())
        .filter(format -> format.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                reader.error("expects one of %s, got \"%s\"".formatted(LogFormat.labels(), label)));
  }

  private char separator() throws TraceFormatException {
    YamlNode separator = fields.get("separator");
    if (separator == null) {
      return ',';
    }
    if (separator.text().length() != 1) {
      throw separator.error("expects one character, got \"" + separator.text() + "\"");
    }
    return separator.text().charAt(0);
  }

  private LogMapping.ChoiceRule choice(boolean flagged, @Nullable LogMapping usual)
      throws TraceFormatException {
    YamlNode choice = fields.get("choice");
    if (choice == null) {
      if (usual != null) {
        return usual.choice();
      }
      if (flagged) {
        return LogMapping.ChoiceRule.at("");
      }
      throw document.error(
          "expects the key choice: the path of the choice, or a menu whose rows flag it");
    }
    if (choice.isText()) {
      return LogMapping.ChoiceRule.at(checked(choice));
    }
    Map<String, YamlNode> parts = choice.fields(List.of("path", "pattern", "letters", "names"));
    YamlNode path = parts.get("path");
    if (path == null && usual == null && !flagged) {
      throw choice.error("expects the key path: where the choice, or the text with it, stands");
    }
    return new LogMapping.ChoiceRule(
        path != null ? checked(path) : usual == null ? "" : usual.choice().path(),
        pattern(parts.get("pattern")),
        letters(parts.get("letters"), usual),
        choice.texts(parts.get("names")));
  }

  private static @Nullable Pattern pattern(@Nullable YamlNode pattern) throws TraceFormatException {
    if (pattern == null) {
      return null;
    }
    try {
      return Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      throw pattern.error(
          "expects a regular expression, got \"%s\": %s at character %d"
              .formatted(pattern.text(), e.getDescription(), e.getIndex() + 1));
    }
  }

  private static boolean letters(@Nullable YamlNode letters, @Nullable LogMapping usual)
      throws TraceFormatException {
    if (letters == null) {
      return usual != null && usual.choice().letters();
    }
    return switch (letters.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw letters.error("expects true or false, got \"" + letters.text() + "\"");
    };
  }

  private LogMapping.MenuRule menu(@Nullable LogMapping usual) throws TraceFormatException {
    YamlNode menu = fields.get("menu");
    if (menu == null) {
      return usual == null ? new LogMapping.MenuRule.None() : usual.menu();
    }
    Map<String, YamlNode> parts =
        menu.fields(
            List.of("alternatives", "name", "features", "columns", "alternative", "chosen"));
    YamlNode names = parts.get("features");
    List<String> features = names == null ? List.of() : names.texts();
    YamlNode alternative = parts.get("alternative");
    YamlNode chosen = parts.get("chosen");
    YamlNode alternatives = parts.get("alternatives");
    try {
      if (alternative != null && chosen != null) {
        return new LogMapping.MenuRule.InColumns(
            new MenuColumns.Rows(checked(alternative), checked(chosen), features));
      }
      if (alternatives != null && alternatives.isList()) {
        YamlNode columns = parts.get("columns");
        if (columns == null) {
          throw menu.error(
              "expects the key columns beside a list of alternatives, such as"
                  + " \"{feature}_{alternative}\"");
        }
        return new LogMapping.MenuRule.InColumns(
            new MenuColumns.Columns(alternatives.texts(), features, columns.text()));
      }
      if (alternatives != null) {
        YamlNode name = parts.get("name");
        return new LogMapping.MenuRule.Listed(
            checked(alternatives), name == null ? "" : name.text(), features);
      }
    } catch (IllegalArgumentException e) {
      throw menu.error(String.valueOf(e.getMessage()));
    }
    throw menu.error(
        "expects alternatives (the path of a list, or names with columns), or alternative and"
            + " chosen (columns of rows below each other)");
  }

  private Map<String, YamlNode> shift() throws TraceFormatException {
    YamlNode shift = fields.get("shift");
    if (shift == null) {
      return Map.of();
    }
    return shift.isText() ? Map.of("path", shift) : shift.fields(List.of("path", "training"));
  }

  private LogQuestions questions(@Nullable YamlNode training) throws TraceFormatException {
    Map<String, Double> intended = new LinkedHashMap<>();
    YamlNode weights = fields.get("intended");
    if (weights != null) {
      for (Map.Entry<String, String> weight : document.texts(weights).entrySet()) {
        try {
          intended.put(weight.getKey(), Double.valueOf(weight.getValue()));
        } catch (NumberFormatException e) {
          throw weights.error(
              "expects a number for each feature, got %s: %s"
                  .formatted(weight.getKey(), weight.getValue()));
        }
      }
    }
    YamlNode proxy = fields.get("proxy");
    return new LogQuestions(
        training == null ? null : training.text(),
        intended,
        proxy == null ? null : proxy.text(),
        watching());
  }

  private LogQuestions.@Nullable Watching watching() throws TraceFormatException {
    YamlNode watched = fields.get("watched");
    if (watched == null) {
      return null;
    }
    List<String> keys = List.of("path", "watched", "unwatched", "behaviour", "capability");
    Map<String, YamlNode> parts = watched.fields(keys);
    for (String key : keys) {
      if (parts.get(key) == null) {
        throw watched.error("expects the keys " + String.join(", ", keys) + "; lacks " + key);
      }
    }
    return new LogQuestions.Watching(
        checked(part(parts, "path")),
        part(parts, "watched").text(),
        part(parts, "unwatched").text(),
        part(parts, "behaviour").text(),
        part(parts, "capability").text());
  }

  private static YamlNode part(Map<String, YamlNode> parts, String key) {
    return Objects.requireNonNull(parts.get(key));
  }

  /** A list of paths, each kept under its own name, or names with paths. */
  private Map<String, String> metadata() throws TraceFormatException {
    YamlNode metadata = fields.get("metadata");
    if (metadata == null || !metadata.isList()) {
      return document.texts(metadata);
    }
    Map<String, String> all = new LinkedHashMap<>();
    for (String path : metadata.texts()) {
      all.put(path, path);
    }
    return all;
  }

  private @Nullable String path(String key, @Nullable String usual) throws TraceFormatException {
    YamlNode field = fields.get(key);
    return field == null ? usual : checked(field);
  }

  private static String checked(YamlNode path) throws TraceFormatException {
    try {
      return FieldPath.of(path.text()).toString();
    } catch (IllegalArgumentException e) {
      throw path.error(String.valueOf(e.getMessage()).replaceFirst("^a path ", ""));
    }
  }
}
