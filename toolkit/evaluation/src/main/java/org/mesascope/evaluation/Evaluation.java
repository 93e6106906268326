package org.mesascope.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mesascope.store.StoredRun;
import org.mesascope.store.TraceStore;

/**
 * Asks a model about inputs, in several versions of a prompt, and keeps every answer as it comes.
 *
 * <p>A run may be ended at any moment, by a kill too, and be run again under its name: what was
 * answered is not asked and paid again, but for the few questions under way. A question is known by
 * the text of its prompt, its version, repeat and model; where one of these is another than in the
 * store, the run is refused and asks for a name of its own.
 *
 * <p>The parser and the inputs' metadata may be mended in between: what is kept of these versions
 * is read again from its answers, in the result and in the store, and nothing of it is asked again.
 *
 * <p>Each version is a run of the store, named {@code run/version}: one trace a question, its
 * situation the input's id, its choice what the parser found. A parse failure is an answer with a
 * choice of its own, {@link org.mesascope.trace.LogReader#UNPARSED}; so is a refusal, by the model
 * or by a filter before it, {@link #REFUSED}. A question that brought no answer, for whatever
 * reason, is {@link org.mesascope.trace.LogReader#FAILED} in the result of this call; the store
 * keeps it, with its error, as {@code run/version/unanswered}, and it is asked again next time.
 *
 * <pre>{@code
 * var evaluation = Evaluation.of(Endpoint.at("http://localhost:8000/v1", "llama"),
 *     List.of(PromptVersion.of("v1", "Answer yes or no."), PromptVersion.of("v2", "Yes or no?")),
 *     inputs, AnswerParser.oneOf(List.of("yes", "no")));
 * evaluation.with(EvaluationOptions.defaults().withRepeats(3)).run("monday", store);
 * }</pre>
 *
 * @param endpoint where the model answers
 * @param versions at least one, of distinct names
 * @param inputs at least one, of distinct ids
 * @param parser finds the choice in an answer
 * @param options how it is asked
 */
public record Evaluation(
    Endpoint endpoint,
    List<PromptVersion> versions,
    List<PromptInput> inputs,
    AnswerParser parser,
    EvaluationOptions options) {

  /** The choice of a trace whose model or endpoint declined to answer. */
  public static final String REFUSED = "(refusal)";

  /** Fails where there is nothing to ask, or two things of one name. */
  public Evaluation {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    distinct("versions", versions.stream().map(PromptVersion::name).toList());
    distinct("inputs", inputs.stream().map(PromptInput::id).toList());
  }

  /** With the usual options. */
  public static Evaluation of(
      Endpoint endpoint,
      List<PromptVersion> versions,
      List<PromptInput> inputs,
      AnswerParser parser) {
    return new Evaluation(endpoint, versions, inputs, parser, EvaluationOptions.defaults());
  }

  /** The same with other options. */
  public Evaluation with(EvaluationOptions of) {
    return new Evaluation(endpoint, versions, inputs, parser, of);
  }

  /**
   * Asks what the store does not hold yet, and reads what it holds as this evaluation would.
   *
   * @param run its name in the store
   * @throws EvaluationStoppedException if it could not go on: the endpoint refuses every question,
   *     fails again and again or is not there, or the budget is used up
   * @throws IOException if the store fails
   * @throws IllegalArgumentException if the run was made with another model, prompt or temperature
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public EvaluationResult run(String run, TraceStore store) throws IOException {
    return run(run, store, Waiting.REAL);
  }

  EvaluationResult run(String run, TraceStore store, Waiting waiting) throws IOException {
    return new EvaluationRun(this, run, store).run(waiting);
  }

  /** The run of a version in the store. */
  StoredRun stored(String run, PromptVersion version) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("model", endpoint.model());
    metadata.put("system", version.system());
    metadata.put("template", version.template());
    metadata.put("seed", Long.toString(options.seed().value()));
    metadata.put("max tokens", Integer.toString(options.maxTokens()));
    metadata.put(
        "temperature", options.temperature() == null ? "" : options.temperature().toString());
    return new StoredRun(run + "/" + version.name(), version.name(), metadata);
  }

  /** Every question: versions take turns, so that what changes with time strikes all of them. */
  List<Question> questions(String run) {
    List<Question> questions = new ArrayList<>();
    for (PromptInput input : inputs) {
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        for (PromptVersion version : versions) {
          questions.add(new Question(run + "/" + version.name(), version, input, repeat));
        }
      }
    }
    return questions;
  }

  private static void distinct(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("an evaluation expects " + what + ", got none");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "an evaluation's %s must differ, but \"%s\" stands twice".formatted(what, name));
      }
    }
  }
}
