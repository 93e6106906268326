package org.mesascope.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EvaluationInputsTest {

  private static final Endpoint ENDPOINT = Endpoint.at("http://localhost:1/v1", "m");
  private static final PromptVersion VERSION = PromptVersion.of("v1", "");
  private static final PromptInput INPUT = PromptInput.of("a", "b");

  @Test
  void evaluationsOfNothingOrOfTwoOfOneNameAreRefused() {
    AnswerParser whole = AnswerParser.whole();
    assertThatThrownBy(() -> Evaluation.of(ENDPOINT, List.of(), List.of(INPUT), whole))
        .hasMessageContaining("expects versions, got none");
    assertThatThrownBy(() -> Evaluation.of(ENDPOINT, List.of(VERSION), List.of(), whole))
        .hasMessageContaining("expects inputs, got none");
    assertThatThrownBy(
            () -> Evaluation.of(ENDPOINT, List.of(VERSION), List.of(INPUT, INPUT), whole))
        .hasMessageContaining("\"a\" stands twice");
    assertThatThrownBy(() -> new PromptVersion("v", "", "no place"))
        .hasMessageContaining("{input}");
    assertThatThrownBy(() -> new PromptInput("a", "b", Map.of("cost", "1")))
        .hasMessageContaining("rename it");
    String half = "a\ud83d";
    for (ThrowingCallable input :
        List.<ThrowingCallable>of(
            () -> PromptInput.of(half, "b"),
            () -> PromptInput.of("a", half),
            () -> new PromptInput("a", "b", Map.of("truth", half)))) {
      assertThatThrownBy(input).hasMessageStartingWith("input \"a").hasMessageContaining("half a");
    }
  }

  @Test
  void keysAreShownNowhereAndGoNowhereUnencrypted() {
    Endpoint endpoint = Endpoint.at("https://host/v1", "m").withKey(ApiKey.of("sk-secret"));
    assertThat(endpoint.toString()).contains("hidden").doesNotContain("secret");
    assertThatThrownBy(() -> Endpoint.at("http://host/v1", "m").withKey(ApiKey.of("sk-secret")))
        .hasMessageContaining("unencrypted to host: use https")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Endpoint.at("https://me:secret@host/v1", "m"))
        .hasMessageContaining("withKey")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> ApiKey.of("two words secret")).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> ApiKey.fromEnvironment("NO_SUCH_KEY_IS_SET"))
        .hasMessageContaining("NO_SUCH_KEY_IS_SET holds no API key");
    assertThatThrownBy(() -> Endpoint.at("localhost:8000", "m"))
        .hasMessageContaining("like https://host/v1");
    assertThatThrownBy(() -> Endpoint.at("http://localhost/v1", " "))
        .hasMessageContaining("name of a model");
  }

  @Test
  void optionsSayWhatTheyExpect() {
    EvaluationOptions options = EvaluationOptions.defaults();
    assertThatThrownBy(() -> options.withRepeats(0)).hasMessageContaining("repeats");
    assertThatThrownBy(() -> options.withConcurrency(1000)).hasMessageContaining("at most 256");
    assertThatThrownBy(() -> options.withTemperature(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> options.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> options.withRetries(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("longest wait");
    assertThatThrownBy(() -> options.withBudget(TokenPrices.FREE, 1))
        .hasMessageContaining("prices");
    assertThatThrownBy(() -> options.withBudget(new TokenPrices(1, 1), Double.NaN))
        .hasMessageContaining("budget");
    assertThatThrownBy(() -> new TokenPrices(-1, 0)).hasMessageContaining("at least 0");
  }

  @Test
  void parsersFindOneChoiceOrNone() {
    AnswerParser named = AnswerParser.oneOf(List.of("approve", "refuse", "hand over"));
    assertThat(named.choice("I would APPROVE it.")).contains("approve");
    assertThat(named.choice("Hand over!")).contains("hand over");
    assertThat(named.choice("approved")).isEmpty();
    assertThat(named.choice("approve or refuse?")).isEmpty();
    assertThat(named.choice("")).isEmpty();
    AnswerParser matching = AnswerParser.matching("ANSWER: *(\\w+)");
    assertThat(matching.choice("so ANSWER:  b. ANSWER: c")).contains("b");
    assertThat(matching.choice("b")).isEmpty();
    assertThatThrownBy(() -> AnswerParser.matching("b")).hasMessageContaining("a group");
    assertThat(AnswerParser.whole().choice(" \n ")).isEmpty();
    assertThat(AnswerParser.whole().choice(" a b ")).contains("a b");
  }
}
