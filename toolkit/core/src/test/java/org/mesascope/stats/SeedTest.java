package org.mesascope.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {

  private final Seed seed = Seed.of(7);

  @Test
  void aPathIsTheSameHoweverItIsWalked() {
    assertThat(seed.split("train/3")).isEqualTo(seed.split("train").split("3"));
    assertThat(seed.split("train").split(3)).isEqualTo(seed.split("train/3"));
  }

  @Test
  void aStreamBeginsAnewWithEachGenerator() {
    RandomGenerator first = seed.random();
    double value = first.nextDouble();
    first.nextDouble();
    assertThat(seed.random().nextDouble()).isEqualTo(value);
  }

  @Test
  void namesAndValuesGiveDistinctStreams() {
    Set<Seed> seeds = new HashSet<>();
    for (int value = 0; value < 100; value++) {
      for (String name : new String[] {"a", "b", "a/a", "a/b", "b/a", "aa", "0", "1"}) {
        seeds.add(Seed.of(value).split(name));
      }
    }
    assertThat(seeds).hasSize(800);
  }

  /** First 64 bits of SHA-256(big-endian value, name), by Python's hashlib. */
  @Test
  void splitsAreThoseOfTheDigest() {
    assertThat(seed.split("train").value()).isEqualTo(8797670997154296720L);
    assertThat(seed.split("train/3").value()).isEqualTo(7774182605824747891L);
    assertThat(Seed.of(-1).split("é").value()).isEqualTo(-5685258186221656211L);
  }

  /** Neighbouring streams of 10,000 uniforms: |r| stays under 4 standard errors of independence. */
  @Test
  void neighbouringStreamsAreUncorrelated() {
    int n = 10_000;
    for (int k = 0; k < 20; k++) {
      RandomGenerator a = seed.split(k).random();
      RandomGenerator b = seed.split(k + 1).random();
      double r =
          12.0
              / n
              * IntStream.range(0, n)
                  .mapToDouble(i -> (a.nextDouble() - .5) * (b.nextDouble() - .5))
                  .sum();
      assertThat(Math.abs(r)).isLessThan(4 / Math.sqrt(n));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/", "/a", "a//b"})
  void emptyNamesAreRefused(String path) {
    assertThatThrownBy(() -> seed.split(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("non-empty parts between slashes")
        .hasMessageContaining("\"" + path + "\"");
  }
}
