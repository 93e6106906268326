package org.mesascope.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations against sums in double precision, and against each other. */
class LoopsTest {

  private final Random random = new Random(5);

  static Stream<Loops> implementations() {
    return Stream.of(new PlainLoops(), VectorModule.loops());
  }

  @Test
  void thisJvmWasStartedWithVectorsAndUsesThem() {
    assertThat(VectorModule.isPresent()).isTrue();
    assertThat(Loops.FASTEST.getClass().getSimpleName()).isEqualTo("VectorLoops");
  }

  /**
   * Sizes around every block and remainder: rows by 4, inner by 8, columns by one and two vectors.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "4, 8, 32",
    "5, 9, 33",
    "3, 17, 16",
    "7, 3, 47",
    "64, 96, 64",
    "6, 2, 100",
    "4, 5, 8"
  })
  void productsAreTheSumsTheySay(int rows, int inner, int columns) {
    int aRow = inner + 3;
    int xRow = columns + 2;
    int yRow = columns + 5;
    float[] a = numbers(7 + rows * aRow);
    float[] x = numbers(2 + inner * xRow);
    float[] before = numbers(1 + rows * yRow);
    float[] plain = before.clone();
    new PlainLoops().multiplyAdd(rows, inner, columns, a, 7, aRow, 1, x, 2, xRow, plain, 1, yRow);
    float[] vector = before.clone();
    VectorModule.loops()
        .multiplyAdd(rows, inner, columns, a, 7, aRow, 1, x, 2, xRow, vector, 1, yRow);

    assertThat(vector).isEqualTo(plain);
    double[] exact = new double[before.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = before[i];
    }
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        for (int j = 0; j < columns; j++) {
          exact[1 + i * yRow + j] += (double) a[7 + i * aRow + k] * x[2 + k * xRow + j];
        }
      }
    }
    for (int i = 0; i < exact.length; i++) {
      assertThat((double) plain[i]).isCloseTo(exact[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aTransposedMatrixIsReadByItsStrides(Loops loops) {
    float[] a = numbers(6 * 10);
    float[] x = numbers(10 * 40);
    float[] turned = new float[60];
    Matrices.transpose(6, 10, a, 0, turned, 0);
    float[] straight = new float[6 * 40];
    loops.multiplyAdd(6, 10, 40, a, 0, 10, 1, x, 0, 40, straight, 0, 40);
    float[] strided = new float[6 * 40];
    loops.multiplyAdd(6, 10, 40, turned, 0, 1, 6, x, 0, 40, strided, 0, 40);
    assertThat(strided).isEqualTo(straight);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void outerProductsAreTheSumsTheySay(Loops loops) {
    for (int[] size : new int[][] {{1, 1, 1}, {4, 2, 16}, {5, 3, 37}, {9, 7, 64}, {2, 2, 130}}) {
      int rows = size[0];
      int inner = size[1];
      int batch = size[2];
      float[] y = numbers(rows * batch);
      float[] x = numbers(inner * batch);
      float[] a = new float[rows * inner];
      loops.outerAdd(rows, inner, batch, y, 0, x, 0, a, 0);
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < inner; k++) {
          double exact = 0;
          for (int b = 0; b < batch; b++) {
            exact += (double) y[i * batch + b] * x[k * batch + b];
          }
          assertThat((double) a[i * inner + k]).isCloseTo(exact, within(1e-5));
        }
      }
    }
  }

  /** Oracle: java.lang.Math in double precision, over the whole range of floats. */
  @ParameterizedTest
  @MethodSource("implementations")
  void activationsAreWithinAMillionth(Loops loops) {
    int count = 200_003;
    float[] from = new float[count];
    for (int i = 0; i < count; i++) {
      from[i] = (i - count / 2) * 2e-4f;
    }
    float[] extremes = {
      0, -0f, 1e30f, -1e30f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };
    System.arraycopy(extremes, 0, from, 0, extremes.length);
    float[] tanh = new float[count];
    loops.tanh(from, 0, tanh, 0, count);
    float[] sigmoid = new float[count];
    loops.sigmoid(from, 0, sigmoid, 0, count);
    double worst = 0;
    for (int i = 0; i < count; i++) {
      worst = Math.max(worst, Math.abs(tanh[i] - Math.tanh(from[i])));
      worst = Math.max(worst, Math.abs(sigmoid[i] - 1 / (1 + Math.exp(-from[i]))));
      assertThat(tanh[i]).isBetween(-1f, 1f);
      assertThat(sigmoid[i]).isBetween(0f, 1f);
    }
    assertThat(worst).isLessThan(1e-6);
  }

  @Test
  void activationsHaveTheSameBitsEverywhere() {
    float[] from = numbers(1003);
    for (int i = 0; i < from.length; i++) {
      from[i] *= 12;
    }
    from[500] = Float.NaN;
    float[] plain = new float[1003];
    float[] vector = new float[1003];
    new PlainLoops().tanh(from, 0, plain, 0, 1003);
    VectorModule.loops().tanh(from, 0, vector, 0, 1003);
    assertThat(vector).isEqualTo(plain);
    new PlainLoops().sigmoid(from, 0, plain, 0, 1003);
    VectorModule.loops().sigmoid(from, 0, vector, 0, 1003);
    assertThat(vector).isEqualTo(plain);
    assertThat(plain[500]).isNaN();
  }

  @Test
  void transposingTwiceChangesNothing() {
    float[] from = numbers(37 * 50);
    float[] once = new float[from.length];
    float[] twice = new float[from.length];
    Matrices.transpose(37, 50, from, 0, once, 0);
    Matrices.transpose(50, 37, once, 0, twice, 0);
    assertThat(once[1]).isEqualTo(from[50]);
    assertThat(twice).isEqualTo(from);
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat() - .5f;
    }
    return numbers;
  }
}
