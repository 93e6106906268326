package org.mesascope.evaluation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status other than 200 means (RFC 9110, OpenAI's guide to errors, and that of Azure's
 * filter).
 */
final class StatusFailure {

  /** The code of an error, and the reason of an answer's end, where a filter is at work. */
  static final String FILTER = "content_filter";

  private static final int SHOWN = 300;

  private StatusFailure() {}

  static CallFailure of(String url, int status, HttpHeaders headers, String body) {
    String what = "%s answered %d: %s".formatted(url, status, excerpt(body));
    return switch (status) {
      case 401, 403 -> lasting(what, "check the key and what it may use");
      case 402 -> lasting(what, "the account has nothing left");
      case 404 ->
          lasting(what, "check the address, which ends before /chat/completions, and model");
      case 429 ->
          body.contains("insufficient_quota")
              ? lasting(what, "the account's quota is used up")
              : passing(what, headers);
      case 408, 409, 425 -> passing(what, headers);
      default -> {
        if (status >= 500) {
          yield passing(what, headers);
        }
        if (status < 400) {
          yield lasting(what, "give the address that it points to");
        }
        yield new CallFailure(CallFailure.Kind.QUESTION, false, null, what);
      }
    };
  }

  /** Why a filter withholds the answer to this prompt, or null where that is not what it says. */
  static @Nullable String filtered(int status, String body) {
    if (status != 400) {
      return null;
    }
    try {
      JsonObject error = JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("error");
      JsonElement code = error == null ? null : error.get("code");
      return code != null && code.isJsonPrimitive() && code.getAsString().equals(FILTER)
          ? excerpt(body)
          : null;
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      return null;
    }
  }

  /** The beginning of a body, on one line. */
  static String excerpt(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "(nothing)";
    }
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
  }

  private static CallFailure lasting(String what, String remedy) {
    return new CallFailure(CallFailure.Kind.LASTING, false, null, what + "; " + remedy);
  }

  private static CallFailure passing(String what, HttpHeaders headers) {
    return new CallFailure(CallFailure.Kind.PASSING, false, wait(headers), what);
  }

  /** Seconds, a date, or OpenAI's milliseconds; null where there is none that can be read. */
  private static @Nullable Duration wait(HttpHeaders headers) {
    Optional<String> millis = headers.firstValue("retry-after-ms");
    Optional<String> after = headers.firstValue("retry-after");
    try {
      if (millis.isPresent()) {
        return positive(Duration.ofMillis((long) Double.parseDouble(millis.get())));
      }
      if (after.isEmpty()) {
        return null;
      }
      if (Character.isDigit(after.get().strip().charAt(0))) {
        return positive(Duration.ofMillis((long) (1000 * Double.parseDouble(after.get()))));
      }
      Instant until =
          ZonedDateTime.parse(after.get().strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      return positive(Duration.between(Instant.now(), until));
    } catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static Duration positive(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
