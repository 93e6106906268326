package org.mesascope.evaluation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint once, through langchain4j, which knows the protocol. */
final class ChatCall {

  private final Endpoint endpoint;
  private final EvaluationOptions options;
  private final HttpClient http;

  ChatCall(Endpoint endpoint, EvaluationOptions options) {
    this.endpoint = endpoint;
    this.options = options;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.timeout())
            .build();
  }

  /**
   * An answer.
   *
   * @throws CallFailure if none came
   */
  ChatReply ask(String system, String question, int seed) {
    Exchange exchange = new Exchange(http, options.timeout());
    List<ChatMessage> messages = new ArrayList<>();
    if (!system.isBlank()) {
      messages.add(SystemMessage.from(system));
    }
    messages.add(UserMessage.from(question));
    long start = System.nanoTime();
    try {
      ChatResponse response =
          model(exchange, seed).chat(ChatRequest.builder().messages(messages).build());
      String text = response.aiMessage().text();
      return reply(exchange, text == null ? "" : text, null, start);
    } catch (ContentFilteredException e) {
      return reply(exchange, "", String.valueOf(e.getMessage()), start);
    } catch (CallFailure e) {
      ApiKey key = endpoint.key();
      throw key == null
          ? e
          : new CallFailure(
              e.kind(), e.billed(), e.asked(), key.hideIn(String.valueOf(e.getMessage())));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(exchange);
    }
  }

  private OpenAiChatModel model(Exchange exchange, int seed) {
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(exchange)
            .baseUrl(endpoint.base().toString())
            .modelName(endpoint.model())
            .temperature(options.temperature())
            .seed(seed)
            .maxRetries(0)
            .timeout(options.timeout());
    ApiKey key = endpoint.key();
    if (key != null) {
      builder.apiKey(key.value());
    }
    return endpoint.completionTokens()
        ? builder.maxCompletionTokens(options.maxTokens()).build()
        : builder.maxTokens(options.maxTokens()).build();
  }

  private ChatReply reply(Exchange exchange, String answer, @Nullable String refusal, long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    String body = exchange.body();
    if (body == null && refusal != null) {
      ApiKey key = endpoint.key();
      String why = key == null ? refusal : key.hideIn(refusal);
      return new ChatReply("", why, "", "", StatusFailure.FILTER, -1, -1, millis);
    }
    try {
      JsonObject root = JsonParser.parseString(body).getAsJsonObject();
      JsonObject choice = root.getAsJsonArray("choices").get(0).getAsJsonObject();
      String finish = text(choice, "finish_reason");
      boolean filtered = finish.equals(StatusFailure.FILTER);
      return new ChatReply(
          answer,
          refusal == null && filtered ? "(withheld by the endpoint's filter)" : refusal,
          text(root, "model"),
          text(root, "system_fingerprint"),
          finish,
          tokens(root, "prompt_tokens"),
          tokens(root, "completion_tokens"),
          millis);
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      throw unreadable(exchange);
    }
  }

  private CallFailure unreadable(Exchange exchange) {
    String body = exchange.body();
    String shown = StatusFailure.excerpt(body == null ? "" : body);
    ApiKey key = endpoint.key();
    return new CallFailure(
        CallFailure.Kind.PASSING,
        true,
        null,
        "%s: expected a chat completion with one choice, got %s"
            .formatted(endpoint.base(), key == null ? shown : key.hideIn(shown)));
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static long tokens(JsonObject root, String name) {
    JsonElement usage = root.get("usage");
    if (usage == null || !usage.isJsonObject()) {
      return -1;
    }
    JsonElement count = usage.getAsJsonObject().get(name);
    return count != null && count.isJsonPrimitive() ? count.getAsLong() : -1;
  }
}
