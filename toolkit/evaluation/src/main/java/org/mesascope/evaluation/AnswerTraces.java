package org.mesascope.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mesascope.trace.LogMapping;
import org.mesascope.trace.LogReader;
import org.mesascope.trace.Menu;
import org.mesascope.trace.Step;
import org.mesascope.trace.Trace;

/** Turns what became of a question into a trace of one step. */
final class AnswerTraces {

  /** What a parser threw, in the metadata of the trace. */
  static final String PARSE_ERROR = "parse error";

  private static final String ANSWER = "answer";
  private static final String REFUSAL = "refusal";

  private final Endpoint endpoint;
  private final EvaluationOptions options;
  private final AnswerParser parser;

  AnswerTraces(Endpoint endpoint, EvaluationOptions options, AnswerParser parser) {
    this.endpoint = endpoint;
    this.options = options;
    this.parser = parser;
  }

  Trace of(Answered answered) {
    Question question = answered.question();
    PromptInput input = question.input();
    Map<String, String> metadata = given(input);
    metadata.put(LogMapping.VERSION, question.version().name());
    metadata.put("model", endpoint.model());
    metadata.put("endpoint", endpoint.base().toString());
    metadata.put(
        "temperature", options.temperature() == null ? "" : options.temperature().toString());
    metadata.put("repeat", Integer.toString(question.repeat()));
    metadata.put("seed", Integer.toString(question.seed(options.seed())));
    metadata.put("prompt", question.digest());
    metadata.put("input", input.text());
    metadata.put("attempts", Integer.toString(answered.attempts()));
    metadata.put("cost", Double.toString(answered.cost()));
    ChatReply reply = answered.reply();
    if (reply == null) {
      metadata.put("error", message(answered));
      return trace(question.id(), input.id(), null, LogReader.FAILED, metadata);
    }
    metadata.put(ANSWER, Wellformed.text(reply.answer()));
    metadata.put("answered by", Wellformed.text(reply.model()));
    metadata.put("fingerprint", Wellformed.text(reply.fingerprint()));
    metadata.put("finish", Wellformed.text(reply.finish()));
    metadata.put("latency ms", Long.toString(reply.millis()));
    metadata.put("tokens in", reply.in() < 0 ? "" : Long.toString(reply.in()));
    metadata.put("tokens out", reply.out() < 0 ? "" : Long.toString(reply.out()));
    if (reply.refusal() != null) {
      metadata.put(REFUSAL, Wellformed.text(reply.refusal()));
    }
    return read(question.id(), input.id(), metadata);
  }

  /**
   * What a kept trace is by the parser and the input's metadata of today: its answer and all else
   * that an evaluation wrote are what they were.
   *
   * @param inputs by id; where its own is not among them, its metadata stays
   */
  Trace again(Trace kept, Map<String, PromptInput> inputs) {
    if (!kept.metadata().containsKey(ANSWER) || kept.steps().size() != 1) {
      return kept;
    }
    String situation = kept.steps().get(0).situation();
    PromptInput input = inputs.get(situation);
    Map<String, String> metadata = new HashMap<>(kept.metadata());
    if (input != null && input.text().equals(metadata.get("input"))) {
      metadata.keySet().retainAll(PromptInput.OWN);
      metadata.putAll(given(input));
    }
    metadata.remove(PARSE_ERROR);
    return read(kept.id(), situation, metadata);
  }

  private static Map<String, String> given(PromptInput input) {
    Map<String, String> metadata = new HashMap<>(input.metadata());
    metadata.putIfAbsent(LogMapping.UNIT, input.id());
    return metadata;
  }

  /** What the parser throws is kept beside the answer, which has been paid for. */
  private Trace read(String id, String situation, Map<String, String> metadata) {
    if (metadata.containsKey(REFUSAL)) {
      return trace(id, situation, null, Evaluation.REFUSED, metadata);
    }
    try {
      Optional<String> choice =
          parser.choice(metadata.getOrDefault(ANSWER, "")).map(Wellformed::text);
      Menu menu = choice.isPresent() ? parser.menu().orElse(null) : null;
      return trace(id, situation, menu, choice.orElse(LogReader.UNPARSED), metadata);
    } catch (RuntimeException | StackOverflowError e) {
      metadata.put(PARSE_ERROR, Wellformed.text(e.toString()));
      return trace(id, situation, null, LogReader.UNPARSED, metadata);
    }
  }

  private static Trace trace(
      String id,
      String situation,
      @Nullable Menu menu,
      String choice,
      Map<String, String> metadata) {
    return new Trace(id, List.of(new Step(situation, menu, choice, null)), metadata);
  }

  private static String message(Answered answered) {
    CallFailure failure = answered.failure();
    return Wellformed.text(failure == null ? "" : String.valueOf(failure.getMessage()));
  }
}
