package org.mesascope.gap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a sweep is run: how many jobs, where, and whether what they give is kept.
 *
 * @param jobs one a seed, at least 1
 * @param workers null for this machine's threads
 * @param journal null where nothing is kept
 * @param systems what is swept, in the user's words; it tells one journal from another
 */
record SweepRun(int jobs, @Nullable Workers workers, @Nullable Path journal, String systems) {

  static SweepRun of(int jobs) {
    return new SweepRun(jobs, null, null, "");
  }

  SweepRun withSeeds(int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("a sweep expects at least 1 seed, got " + seeds);
    }
    return new SweepRun(seeds, workers, journal, systems);
  }

  SweepRun on(Workers other) {
    return new SweepRun(jobs, other, journal, systems);
  }

  SweepRun keeping(Path file, String what) {
    if (what.isBlank()) {
      throw new IllegalArgumentException(
          "a journal expects words for what is swept, such as \"corridor of 9, 500 steps\": the"
              + " same file must not take two systems' numbers");
    }
    return new SweepRun(jobs, workers, Objects.requireNonNull(file, "file"), what);
  }

  /**
   * What every job gave, in order.
   *
   * @param sweep what tells this sweep from others, line by line
   * @throws IllegalArgumentException if seeds kept different places
   */
  List<SeedScores> run(String label, List<String> sweep, IntFunction<Callable<SeedScores>> job) {
    List<SeedScores> all =
        journal == null ? fresh(label, job) : resumed(journal, label, sweep, job);
    double[] places = all.get(0).places();
    for (int i = 1; i < all.size(); i++) {
      if (!Arrays.equals(places, all.get(i).places())) {
        throw new IllegalArgumentException(
            "%s: all seeds expect the same places, seed 0 has %s, seed %d has %s"
                .formatted(
                    label, Arrays.toString(places), i, Arrays.toString(all.get(i).places())));
      }
    }
    return all;
  }

  private List<SeedScores> fresh(String label, IntFunction<Callable<SeedScores>> job) {
    List<Callable<SeedScores>> callables = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      callables.add(job.apply(i));
    }
    return where().run(label, callables);
  }

  private List<SeedScores> resumed(
      Path file, String label, List<String> sweep, IntFunction<Callable<SeedScores>> job) {
    List<String> identity = new ArrayList<>(List.of("systems: " + systems, "seeds: " + jobs));
    identity.addAll(sweep);
    try (SweepJournal kept = SweepJournal.open(file, identity)) {
      List<Integer> open = new ArrayList<>();
      List<Callable<SeedScores>> callables = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        if (kept.done(i) == null) {
          open.add(i);
          callables.add(job.apply(i));
        }
      }
      List<SeedScores> now =
          callables.isEmpty()
              ? List.of()
              : where().run(label, callables, (i, scores) -> record(kept, open.get(i), scores));
      List<SeedScores> all = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        SeedScores before = kept.done(i);
        all.add(before == null ? now.get(open.indexOf(i)) : before);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal " + file + " cannot be read or written", e);
    }
  }

  private static void record(SweepJournal journal, int job, SeedScores scores) {
    try {
      journal.record(job, scores);
    } catch (IOException e) {
      throw new UncheckedIOException("what job " + job + " gave could not be kept", e);
    }
  }

  private Workers where() {
    return workers == null ? Workers.local() : workers;
  }
}
