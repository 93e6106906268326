package org.mesascope.evaluation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mesascope.display.Progress;
import org.mesascope.store.StoredRun;
import org.mesascope.store.TraceStore;
import org.mesascope.trace.Trace;
import org.mesascope.trace.TraceLog;

/** One call of an evaluation: what is there, what is asked, what is kept. */
final class EvaluationRun {

  private final Evaluation evaluation;
  private final EvaluationOptions options;
  private final TraceStore store;
  private final List<Question> questions;
  private final Map<String, StoredRun> runs = new LinkedHashMap<>();
  private final AnswerTraces traces;

  /** Traces by run and id. */
  private final Map<String, Map<String, Trace>> answers = new HashMap<>();

  private final Map<Question, Trace> unanswered = new HashMap<>();
  private double spentBefore;
  private long asked;
  private int failedInARow;
  private @Nullable String stop;

  EvaluationRun(Evaluation evaluation, String run, TraceStore store) throws IOException {
    this.evaluation = evaluation;
    this.store = store;
    options = evaluation.options();
    questions = evaluation.questions(run);
    traces = new AnswerTraces(evaluation.endpoint(), options, evaluation.parser());
    for (PromptVersion version : evaluation.versions()) {
      StoredRun stored = evaluation.stored(run, version);
      runs.put(stored.id(), stored);
      store.append(stored, Stream.of());
      Map<String, Trace> known = new HashMap<>();
      for (Trace trace : store.traces(stored.id()).traces()) {
        known.put(trace.id(), trace);
      }
      answers.put(stored.id(), known);
      spentBefore += EvaluationResult.sum(List.copyOf(known.values()), "cost");
    }
    for (StoredRun other : store.runs()) {
      if (runs.keySet().stream().anyMatch(id -> other.id().equals(unanswered(id)))) {
        spentBefore += EvaluationResult.sum(store.traces(other.id()).traces(), "cost");
      }
    }
  }

  private static String unanswered(String run) {
    return run + "/unanswered";
  }

  EvaluationResult run(Waiting waiting) throws IOException {
    List<Question> open = new ArrayList<>();
    for (Question question : questions) {
      Trace known = answers(question).get(question.id());
      if (known == null) {
        open.add(question);
      } else if (!question.digest().equals(known.metadata().get("prompt"))) {
        throw new IllegalArgumentException(
            "run \"%s\" has an answer to another prompt for input \"%s\": give this run a name of its own"
                .formatted(question.run(), question.input().id()));
      }
    }
    readAgain();
    Budget budget = new Budget(options.budget(), spentBefore);
    if (!open.isEmpty()) {
      ask(open, budget, waiting);
    }
    EvaluationResult result = result(budget);
    if (stop != null) {
      throw new EvaluationStoppedException(
          "%s (%d of %d questions are answered and kept; run again to go on)"
              .formatted(stop, questions.size() - result.missing(), questions.size()),
          result);
    }
    return result;
  }

  /** Brings what is kept to the parser and the inputs of today, in the store too. */
  private void readAgain() throws IOException {
    Map<String, PromptInput> inputs = new HashMap<>();
    for (PromptInput input : evaluation.inputs()) {
      inputs.put(input.id(), input);
    }
    for (String run : runs.keySet()) {
      Map<String, Trace> known = answers.getOrDefault(run, Map.of());
      List<Trace> changed = new ArrayList<>();
      for (Trace kept : known.values()) {
        Trace now = traces.again(kept, inputs);
        if (!now.equals(kept)) {
          changed.add(now);
        }
      }
      if (!changed.isEmpty()) {
        store.replace(run, changed);
        changed.forEach(trace -> known.put(trace.id(), trace));
      }
    }
  }

  private void ask(List<Question> open, Budget budget, Waiting waiting) throws IOException {
    Asking asking =
        new Asking(
            new ChatCall(evaluation.endpoint(), options),
            options,
            new Pace(waiting, options.requestsPerMinute()),
            budget,
            waiting);
    int workers = Math.min(options.concurrency(), open.size());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            workers,
            work -> {
              Thread thread = new Thread(work, "evaluation");
              thread.setDaemon(true);
              return thread;
            });
    CompletionService<Answered> coming = new ExecutorCompletionService<>(pool);
    try (Progress progress = Progress.of("evaluation", open.size())) {
      int sent = 0;
      int underWay = 0;
      while (underWay > 0 || (stop == null && sent < open.size())) {
        while (stop == null && sent < open.size() && underWay < workers) {
          Question next = open.get(sent++);
          coming.submit(() -> asking.ask(next));
          underWay++;
        }
        int came = keep(coming.take(), coming);
        underWay -= came;
        progress.step(came);
      }
    } catch (InterruptedException e) {
      Future<Answered> ended = coming.poll();
      if (ended != null) {
        keep(ended, coming);
      }
      Thread.currentThread().interrupt();
      throw new CancellationException(
          "the evaluation was interrupted after %d answers, which are kept".formatted(asked));
    } finally {
      pool.shutdownNow();
    }
  }

  /** Puts all that has come into the store, interrupted or not, and says how many there were. */
  private int keep(Future<Answered> first, CompletionService<Answered> coming) throws IOException {
    List<Answered> came = new ArrayList<>();
    for (Future<Answered> one = first; one != null; one = coming.poll()) {
      came.add(get(one));
    }
    Map<String, List<Trace>> byRun = new LinkedHashMap<>();
    for (Answered answered : came) {
      if (answered.attempts() > 0) {
        take(answered, byRun);
      }
      judge(answered);
    }
    boolean interrupted = Thread.interrupted();
    for (Map.Entry<String, List<Trace>> entry : byRun.entrySet()) {
      try {
        store.append(stored(entry.getKey()), entry.getValue().stream());
      } catch (CancellationException e) {
        interrupted = Thread.interrupted();
        store.append(stored(entry.getKey()), entry.getValue().stream());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return came.size();
  }

  private void take(Answered answered, Map<String, List<Trace>> byRun) {
    Question question = answered.question();
    Trace trace = traces.of(answered);
    if (answered.reply() == null) {
      unanswered.put(question, trace);
      byRun
          .computeIfAbsent(unanswered(question.run()), run -> new ArrayList<>())
          .add(new Trace(trace.id() + " at " + Instant.now(), trace.steps(), trace.metadata()));
    } else {
      answers(question).put(trace.id(), trace);
      byRun.computeIfAbsent(question.run(), run -> new ArrayList<>()).add(trace);
      asked++;
    }
  }

  private static Answered get(Future<Answered> one) {
    boolean interrupted = Thread.interrupted();
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("what is done needs no waiting for", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private StoredRun stored(String run) {
    StoredRun answered = runs.get(run);
    if (answered != null) {
      return answered;
    }
    StoredRun of = known(run.substring(0, run.length() - unanswered("").length()));
    return new StoredRun(run, of.version(), of.metadata());
  }

  private StoredRun known(String run) {
    StoredRun found = runs.get(run);
    if (found == null) {
      throw new IllegalStateException("no run " + run);
    }
    return found;
  }

  private Map<String, Trace> answers(Question question) {
    return answers.computeIfAbsent(question.run(), run -> new HashMap<>());
  }

  private void judge(Answered answered) {
    CallFailure failure = answered.failure();
    if (failure == null) {
      failedInARow = 0;
      return;
    }
    switch (failure.kind()) {
      case LASTING, UNREACHABLE -> stop(String.valueOf(failure.getMessage()));
      case QUESTION, PASSING -> {
        failedInARow++;
        if (failedInARow >= options.failuresInARow()) {
          stop("%d questions in a row failed; %s".formatted(failedInARow, failure.getMessage()));
        }
      }
    }
  }

  private void stop(String why) {
    if (stop == null) {
      stop = why;
    }
  }

  private EvaluationResult result(Budget budget) {
    List<Trace> all = new ArrayList<>();
    long missing = 0;
    for (StoredRun run : runs.values()) {
      for (Question question : questions) {
        if (question.run().equals(run.id())) {
          Trace trace = answers(question).get(question.id());
          if (trace == null) {
            missing++;
            trace = unanswered.get(question);
          }
          if (trace != null) {
            String id = question.version().name() + "/" + trace.id();
            all.add(new Trace(id, trace.steps(), trace.metadata()));
          }
        }
      }
    }
    return new EvaluationResult(
        List.copyOf(runs.values()), TraceLog.of(all), missing, asked, budget.spent());
  }
}
