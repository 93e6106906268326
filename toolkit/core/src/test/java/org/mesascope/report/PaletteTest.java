package org.mesascope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Colours as colour-blind readers see them. */
class PaletteTest {

  private static final int COLOURS = 7;

  /** ΔE*₇₆ of 2.3 is a just noticeable difference (Mahy et al. 1994); this is six of them. */
  private static final double APART = 14;

  private static final Sight NORMAL = new Sight("normal", 1, 0, 0, 0, 1, 0, 0, 0, 1);

  /**
   * Full dichromacy in linear RGB: Machado, Oliveira and Fernandes (2009), "A physiologically-based
   * model for simulation of color vision deficiency", table 1, severity 1.
   */
  static Stream<Sight> sights() {
    return Stream.of(
        NORMAL,
        new Sight(
            "protanopia",
            .152286,
            1.052583,
            -.204868,
            .114503,
            .786281,
            .099216,
            -.003882,
            -.048116,
            1.051998),
        new Sight(
            "deuteranopia",
            .367322,
            .860646,
            -.227968,
            .280085,
            .672501,
            .047413,
            -.011820,
            .042940,
            .968881),
        new Sight(
            "tritanopia",
            1.255528,
            -.076749,
            -.178779,
            -.078411,
            .930809,
            .147602,
            .004733,
            .691367,
            .303900));
  }

  private record Sight(String name, double... matrix) {

    double[] seen(Color colour) {
      double[] rgb = {linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())};
      double[] out = new double[3];
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += matrix[3 * i + k] * rgb[k];
        }
        out[i] = Math.min(1, Math.max(0, sum));
      }
      return lab(out);
    }
  }

  @ParameterizedTest
  @MethodSource("sights")
  void colourOfTwoSeriesDiffer(Sight sight) {
    for (int a = 0; a < COLOURS; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(distance(sight.seen(Style.colour(a)), sight.seen(Style.colour(b))))
            .as("series %d and %d", a, b)
            .isGreaterThan(APART);
      }
      assertThat(distance(sight.seen(Style.colour(a)), sight.seen(Color.WHITE)))
          .as("series %d on paper", a)
          .isGreaterThan(2 * APART);
    }
  }

  /** Both ends of a scale of two signs must differ, and a scale of one sign must grow lighter. */
  @ParameterizedTest
  @MethodSource("sights")
  void scalesKeepTheirOrder(Sight sight) {
    Layer.Heat signs = heat(-1, 1);
    ColourScale two = ColourScale.of(Axis.of("", ""), signs);
    assertThat(distance(sight.seen(two.colour(-1)), sight.seen(two.colour(1))))
        .isGreaterThan(2 * APART);
    ColourScale one = ColourScale.of(Axis.of("", ""), heat(0, 1));
    double before = -1;
    for (int i = 0; i <= 8; i++) {
      double lightness = sight.seen(one.colour(i / 8.0))[0];
      assertThat(lightness).as("at %d of 8", i).isGreaterThan(before);
      before = lightness;
    }
  }

  /** A colour known in CIELAB: sRGB red is (53.24, 80.09, 67.20). */
  @Test
  void theConversionIsThatOfTheStandard() {
    double[] red = NORMAL.seen(Color.RED);
    assertThat(distance(red, new double[] {53.24, 80.09, 67.20})).isLessThan(.05);
  }

  private static Layer.Heat heat(double low, double high) {
    return ((Layer.Heat) Figure.heatMap("h", new double[][] {{low, high}}).layers().get(0));
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
  }

  /** CIE 1976, white point D65. */
  private static double[] lab(double[] rgb) {
    double x = (.4124564 * rgb[0] + .3575761 * rgb[1] + .1804375 * rgb[2]) / .95047;
    double y = .2126729 * rgb[0] + .7151522 * rgb[1] + .0721750 * rgb[2];
    double z = (.0193339 * rgb[0] + .1191920 * rgb[1] + .9503041 * rgb[2]) / 1.08883;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double f(double t) {
    return t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }
}
