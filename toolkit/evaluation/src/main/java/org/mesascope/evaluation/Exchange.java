package org.mesascope.evaluation;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request of the client library, over the JDK's HTTP: with a deadline for the whole answer, a
 * limit to its size, and failures that keep what the endpoint said.
 */
final class Exchange implements HttpClient, HttpClientBuilder {

  private final java.net.http.HttpClient http;
  private final Duration deadline;
  private @Nullable String body;

  Exchange(java.net.http.HttpClient http, Duration deadline) {
    this.http = http;
    this.deadline = deadline;
  }

  /** What came with status 200, or null. */
  @Nullable String body() {
    return body;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<byte[]> response = send(request);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    String filtered = StatusFailure.filtered(response.statusCode(), text);
    if (filtered != null) {
      throw new ContentFilteredException(filtered);
    }
    if (response.statusCode() / 100 != 2) {
      throw StatusFailure.of(request.url(), response.statusCode(), response.headers(), text);
    }
    body = text;
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    java.net.http.HttpRequest.Builder sent =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(deadline)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(sent.build(), info -> new LimitedBody());
    try {
      return response.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the request was interrupted");
    } catch (TimeoutException e) {
      throw stalled(request.url());
    } catch (ExecutionException e) {
      throw failure(request.url(), e.getCause() == null ? e : e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private CallFailure failure(String url, Throwable cause) {
    if (cause instanceof ConnectException || cause.getCause() instanceof ConnectException) {
      boolean unknown = String.valueOf(cause.getCause()).contains(UNRESOLVED);
      return new CallFailure(
          CallFailure.Kind.UNREACHABLE,
          false,
          null,
          "%s cannot be reached (%s): start the server, or mend the address"
              .formatted(url, unknown ? "no such host" : "connection refused"));
    }
    if (cause instanceof HttpTimeoutException) {
      return stalled(url);
    }
    String why = cause instanceof IOException ? cause.getMessage() : cause.toString();
    return new CallFailure(
        CallFailure.Kind.PASSING, true, null, "%s broke off its answer: %s".formatted(url, why));
  }

  private CallFailure stalled(String url) {
    return new CallFailure(
        CallFailure.Kind.PASSING,
        true,
        null,
        "%s gave no whole answer within %s s".formatted(url, deadline.toMillis() / 1000.0));
  }

  private static final String UNRESOLVED = UnresolvedAddressException.class.getSimpleName();

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are asked for whole, not as a stream");
  }

  @Override
  public HttpClient build() {
    return this;
  }

  @Override
  public Duration connectTimeout() {
    return deadline;
  }

  @Override
  public Duration readTimeout() {
    return deadline;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration of) {
    return this;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration of) {
    return this;
  }
}
