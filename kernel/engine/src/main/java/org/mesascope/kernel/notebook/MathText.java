package org.mesascope.kernel.notebook;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mesascope.display.HtmlText;

/**
 * TeX math as text a person can read without a typesetter: Greek letters and common signs in
 * Unicode, sub- and superscripts, fractions on one line. What it does not know stays TeX. The
 * source is the element's title.
 */
final class MathText {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("varepsilon", "ε"),
          Map.entry("zeta", "ζ"),
          Map.entry("eta", "η"),
          Map.entry("theta", "θ"),
          Map.entry("kappa", "κ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("nu", "ν"),
          Map.entry("xi", "ξ"),
          Map.entry("pi", "π"),
          Map.entry("rho", "ρ"),
          Map.entry("sigma", "σ"),
          Map.entry("tau", "τ"),
          Map.entry("phi", "φ"),
          Map.entry("varphi", "φ"),
          Map.entry("chi", "χ"),
          Map.entry("psi", "ψ"),
          Map.entry("omega", "ω"),
          Map.entry("Gamma", "Γ"),
          Map.entry("Delta", "Δ"),
          Map.entry("Theta", "Θ"),
          Map.entry("Lambda", "Λ"),
          Map.entry("Pi", "Π"),
          Map.entry("Sigma", "Σ"),
          Map.entry("Phi", "Φ"),
          Map.entry("Psi", "Ψ"),
          Map.entry("Omega", "Ω"),
          Map.entry("sum", "∑"),
          Map.entry("prod", "∏"),
          Map.entry("int", "∫"),
          Map.entry("infty", "∞"),
          Map.entry("le", "≤"),
          Map.entry("leq", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("geq", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("neq", "≠"),
          Map.entry("approx", "≈"),
          Map.entry("sim", "∼"),
          Map.entry("propto", "∝"),
          Map.entry("in", "∈"),
          Map.entry("notin", "∉"),
          Map.entry("to", "→"),
          Map.entry("rightarrow", "→"),
          Map.entry("mapsto", "↦"),
          Map.entry("cdot", "·"),
          Map.entry("times", "×"),
          Map.entry("pm", "±"),
          Map.entry("partial", "∂"),
          Map.entry("nabla", "∇"),
          Map.entry("ldots", "…"),
          Map.entry("dots", "…"),
          Map.entry("cdots", "⋯"),
          Map.entry("mid", " | "),
          Map.entry("top", "⊤"),
          Map.entry("ell", "ℓ"),
          Map.entry("forall", "∀"),
          Map.entry("exists", "∃"),
          Map.entry("cup", "∪"),
          Map.entry("cap", "∩"),
          Map.entry("subset", "⊂"),
          Map.entry("langle", "⟨"),
          Map.entry("rangle", "⟩"),
          Map.entry("lVert", "‖"),
          Map.entry("rVert", "‖"),
          Map.entry("log", "log"),
          Map.entry("exp", "exp"),
          Map.entry("max", "max"),
          Map.entry("min", "min"),
          Map.entry("arg", "arg"),
          Map.entry("Pr", "Pr"),
          Map.entry("left", ""),
          Map.entry("right", ""),
          Map.entry("quad", "  "));
  private static final Pattern WRAPPED =
      Pattern.compile(
          "\\\\(?:text|mathrm|mathit|mathbf|mathcal|mathbb|operatorname)\\{([^{}]*)\\}");
  private static final Pattern FRACTION =
      Pattern.compile("\\\\[td]?frac\\{([^{}]*)\\}\\{([^{}]*)\\}");
  private static final Pattern ROOT = Pattern.compile("\\\\sqrt\\{([^{}]*)\\}");
  private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)");
  private static final Pattern SCRIPT = Pattern.compile("([_^])(?:\\{([^{}]*)\\}|([^\\s{}_^&<]))");

  private MathText() {}

  /** A span of the given class. */
  static String html(String tex, String cssClass) {
    String text = HtmlText.escape(tex.replace("\\,", " ").replace("\\!", "").replace("\\;", " "));
    text = repeat(WRAPPED, text, "$1");
    text = repeat(ROOT, text, "√($1)");
    text = repeat(FRACTION, text, "($1) ∕ ($2)");
    text =
        COMMAND
            .matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement(SIGNS.getOrDefault(m.group(1), m.group())));
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text =
          SCRIPT
              .matcher(text)
              .replaceAll(
                  m -> {
                    String tag = m.group(1).equals("_") ? "sub" : "sup";
                    String inner = m.group(2) == null ? m.group(3) : m.group(2);
                    return Matcher.quoteReplacement("<" + tag + ">" + inner + "</" + tag + ">");
                  });
    }
    text = text.replace("\\{", "{").replace("\\}", "}").replace("\\|", "‖");
    return "<span class=\"%s\" title=\"%s\">%s</span>"
        .formatted(cssClass, HtmlText.escape(tex), text);
  }

  private static String repeat(Pattern pattern, String text, String replacement) {
    String before;
    String after = text;
    do {
      before = after;
      after = pattern.matcher(before).replaceAll(replacement);
    } while (!before.equals(after));
    return after;
  }
}
