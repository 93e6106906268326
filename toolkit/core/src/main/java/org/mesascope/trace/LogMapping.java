package org.mesascope.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a log mean. Fields are named by paths such as {@code scores.match.value} or
 * {@code choices[0]}; a file of this content is read by {@link #read}, see the package's
 * description.
 *
 * @param format the kind of log
 * @param separator between the cells of CSV
 * @param trace path of the trace's id
 * @param unit path of what is independent of its like, such as a person or a task that is tried
 *     several times, kept as metadata {@link #UNIT}; null where each trace is
 * @param step path of a number that orders the steps of a trace, or null
 * @param situation path of the situation, or null to take the trace's id
 * @param version path of the system's version, kept as metadata {@link #VERSION}, or null
 * @param shift path of what tells training from deployment, kept as metadata {@link #SHIFT}, or
 *     null
 * @param choice how the choice is found
 * @param outcome path of the outcome, or null
 * @param menu where the alternatives are
 * @param metadata paths of what else is kept, by the name it is kept under
 * @param questions what a report asks
 */
public record LogMapping(
    LogFormat format,
    char separator,
    String trace,
    @Nullable String unit,
    @Nullable String step,
    @Nullable String situation,
    @Nullable String version,
    @Nullable String shift,
    ChoiceRule choice,
    @Nullable String outcome,
    MenuRule menu,
    Map<String, String> metadata,
    LogQuestions questions) {

  /** Metadata: what is independent of its like. */
  public static final String UNIT = "unit";

  /** Metadata: the version of the system. */
  public static final String VERSION = "version";

  /** Metadata: training or deployment. */
  public static final String SHIFT = "shift";

  /** Metadata: whether there was a cue of being watched. */
  public static final String WATCHED = "watched";

  /**
   * How a choice is found in what a system said.
   *
   * @param path where that stands; empty where the menu's rows flag the choice
   * @param pattern the choice is what its first group matches last in the text (or the whole match
   *     where there is no group), or null to take the text whole
   * @param letters whether A, B, … mean the alternatives of the menu in order
   * @param names names for what was found; others stay as they are
   */
  public record ChoiceRule(
      String path, @Nullable Pattern pattern, boolean letters, Map<String, String> names) {
    public ChoiceRule {
      names = Map.copyOf(names);
    }

    /** The text at a path, whole. */
    public static ChoiceRule at(String path) {
      return new ChoiceRule(path, null, false, Map.of());
    }

    public ChoiceRule withPattern(String regularExpression) {
      return new ChoiceRule(path, Pattern.compile(regularExpression), letters, names);
    }

    public ChoiceRule withLetters() {
      return new ChoiceRule(path, pattern, true, names);
    }

    public ChoiceRule renaming(Map<String, String> names) {
      return new ChoiceRule(path, pattern, letters, names);
    }
  }

  /** Where the alternatives are. */
  public sealed interface MenuRule {
    /** Nowhere. */
    record None() implements MenuRule {}

    /**
     * In a list: of names, or of objects with a name and features. A row without the list has no
     * menu.
     *
     * @param path of the list
     * @param name field of each object's name; empty for a list of names
     * @param features fields of numbers
     */
    record Listed(String path, String name, List<String> features) implements MenuRule {
      public Listed {
        features = List.copyOf(features);
      }
    }

    /** In columns of their own, as {@link TraceMapping} has them. */
    record InColumns(MenuColumns columns) implements MenuRule {}
  }

  public LogMapping {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    for (String name : List.of(UNIT, VERSION, SHIFT, WATCHED)) {
      if (metadata.containsKey(name)) {
        throw new IllegalArgumentException(
            "metadata cannot be named \"%s\", which the mapping has a key for".formatted(name));
      }
    }
    boolean flagged =
        menu instanceof MenuRule.InColumns in && in.columns() instanceof MenuColumns.Rows;
    if (choice.path().isEmpty() != flagged && format != LogFormat.MESASCOPE) {
      throw new IllegalArgumentException(
          "a mapping expects the choice at a path of its own or flagged in the menu's rows, got "
              + (flagged ? "both" : "neither"));
    }
  }

  /**
   * What a kind of log means without being told. An Inspect sample answers with the letter of one
   * of its choices, or else its first score's answer is the choice; the epochs of a sample are one
   * unit. An event log's choice is what was picked. A PromptLayer request's choice is its whole
   * answer, which a pattern usually narrows.
   *
   * @throws IllegalArgumentException for CSV and JSON lines, which mean what they are told
   */
  public static LogMapping defaults(LogFormat format) {
    return switch (format) {
      case INSPECT ->
          new LogMapping(
                  format,
                  ',',
                  "trace",
                  "sample",
                  null,
                  "sample",
                  "eval.model",
                  null,
                  ChoiceRule.at("answer").withLetters(),
                  "score",
                  new MenuRule.Listed("choices", "", List.of()),
                  Map.of(),
                  LogQuestions.none())
              .keeping(Map.of("epoch", "epoch", "task", "eval.task"));
      case OPENAI_EVALS ->
          new LogMapping(
              format,
              ',',
              "sample_id",
              null,
              null,
              "sample_id",
              "model",
              null,
              ChoiceRule.at("picked"),
              "correct",
              new MenuRule.Listed("options", "", List.of()),
              Map.of("eval", "spec.eval_name"),
              LogQuestions.none());
      case PROMPTLAYER ->
          new LogMapping(
              format,
              ',',
              "request_id",
              null,
              null,
              "prompt_name",
              "model",
              null,
              ChoiceRule.at("answer"),
              "score",
              new MenuRule.None(),
              Map.of("prompt_version", "prompt_version_number"),
              LogQuestions.none());
      case MESASCOPE ->
          new LogMapping(
              format,
              ',',
              "id",
              UNIT,
              null,
              null,
              VERSION,
              SHIFT,
              ChoiceRule.at(""),
              null,
              new MenuRule.None(),
              Map.of(),
              LogQuestions.none());
      case JSONL, CSV ->
          throw new IllegalArgumentException(
              "a %s log means what a mapping says: name at least trace and choice"
                  .formatted(format.label()));
    };
  }

  /** Separated values or JSON lines, of which a row is a step. */
  public static LogMapping of(LogFormat format, String trace, ChoiceRule choice) {
    return new LogMapping(
        format,
        ',',
        trace,
        null,
        null,
        null,
        null,
        null,
        choice,
        null,
        new MenuRule.None(),
        Map.of(),
        LogQuestions.none());
  }

  /**
   * Reads a mapping file.
   *
   * @throws TraceFormatException naming the key and the line of what it cannot use
   */
  public static LogMapping read(Path yaml) throws IOException {
    return MappingFile.read(yaml);
  }

  public LogMapping withChoice(ChoiceRule rule) {
    return new LogMapping(
        format, separator, trace, unit, step, situation, version, shift, rule, outcome, menu,
        metadata, questions);
  }

  public LogMapping withMenu(MenuRule rule) {
    return new LogMapping(
        format, separator, trace, unit, step, situation, version, shift, choice, outcome, rule,
        metadata, questions);
  }

  public LogMapping withSituation(String path) {
    return new LogMapping(
        format, separator, trace, unit, step, path, version, shift, choice, outcome, menu, metadata,
        questions);
  }

  public LogMapping withUnit(String path) {
    return new LogMapping(
        format, separator, trace, path, step, situation, version, shift, choice, outcome, menu,
        metadata, questions);
  }

  public LogMapping withVersion(String path) {
    return new LogMapping(
        format, separator, trace, unit, step, situation, path, shift, choice, outcome, menu,
        metadata, questions);
  }

  public LogMapping withShift(String path, String reference) {
    return new LogMapping(
        format,
        separator,
        trace,
        unit,
        step,
        situation,
        version,
        path,
        choice,
        outcome,
        menu,
        metadata,
        questions.withTraining(reference));
  }

  public LogMapping withOutcome(String path) {
    return new LogMapping(
        format, separator, trace, unit, step, situation, version, shift, choice, path, menu,
        metadata, questions);
  }

  /** With what a report asks; the path of a cue of being watched is read. */
  public LogMapping asking(LogQuestions other) {
    return new LogMapping(
        format, separator, trace, unit, step, situation, version, shift, choice, outcome, menu,
        metadata, other);
  }

  /** With this metadata besides. */
  public LogMapping keeping(Map<String, String> paths) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.putAll(paths);
    return new LogMapping(
        format, separator, trace, unit, step, situation, version, shift, choice, outcome, menu, all,
        questions);
  }
}
