package org.mesascope.kernel.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.mesascope.display.HtmlText;

/** One stored output as HTML, in the richest form that a page without scripts can show. */
final class OutputHtml {
  private static final List<String> RICHEST_FIRST =
      List.of(
          "text/html",
          "image/svg+xml",
          "image/png",
          "image/jpeg",
          "text/markdown",
          "text/latex",
          "text/plain");
  private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");

  private OutputHtml() {}

  static String html(JsonObject output) {
    String type = output.get("output_type").getAsString();
    return switch (type) {
      case "stream" -> stream(output);
      case "error" -> error(output);
      default ->
          "<div class=\"%s\">%s</div>\n"
              .formatted(
                  type.equals("execute_result") ? "output result" : "output",
                  bundle(output.getAsJsonObject("data"), output.getAsJsonObject("metadata")));
    };
  }

  /** Terminal text as it would look in the end: no colours, and what {@code \r} overwrites gone. */
  static String settled(String text) {
    String plain = ANSI.matcher(text).replaceAll("").replace("\r\n", "\n");
    return Stream.of(plain.split("\n", 0))
        .map(line -> line.substring(line.stripTrailing().lastIndexOf('\r') + 1).stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  /** The address of an image that a bundle holds, empty where it holds none. */
  static String image(JsonObject data) {
    for (String type : List.of("image/svg+xml", "image/png", "image/jpeg")) {
      if (data.has(type)) {
        return address(type, data.get(type).getAsString());
      }
    }
    if (data.has("text/html")) {
      Document html = Jsoup.parseBodyFragment(data.get("text/html").getAsString());
      return html.select("img[src^=data:image/]").attr("src");
    }
    return "";
  }

  private static String stream(JsonObject output) {
    return "<pre class=\"output stream %s\">%s</pre>\n"
        .formatted(
            output.get("name").getAsString().equals("stderr") ? "stderr" : "stdout",
            HtmlText.escape(settled(output.get("text").getAsString())));
  }

  private static String error(JsonObject output) {
    String name = output.get("ename").getAsString();
    String value = output.get("evalue").getAsString();
    StringBuilder trace = new StringBuilder();
    for (JsonElement line : output.getAsJsonArray("traceback")) {
      trace.append(line.getAsString()).append('\n');
    }
    return """
        <div class="output error" role="alert">
        <p><strong>%s</strong> %s</p>
        <pre>%s</pre>
        </div>
        """
        .formatted(
            HtmlText.escape(name),
            HtmlText.escape(value),
            HtmlText.escape(settled(trace.toString())));
  }

  private static String bundle(JsonObject data, JsonObject metadata) {
    for (String type : RICHEST_FIRST) {
      if (!(data.has(type) && data.get(type).isJsonPrimitive())) {
        continue;
      }
      String content = data.get(type).getAsString();
      return switch (type) {
        case "text/html" -> balanced(content);
        case "text/markdown" -> Markdown.html(content, null);
        case "text/latex" -> MathText.html(content.replaceAll("^\\$+|\\$+$", ""), "math block");
        case "text/plain" -> "<pre>" + HtmlText.escape(settled(content)) + "</pre>";
        default ->
            "<img src=\"%s\" alt=\"%s\">"
                .formatted(address(type, content), HtmlText.escape(alt(type, data, metadata)));
      };
    }
    return "<pre>" + HtmlText.escape(data.toString()) + "</pre>";
  }

  private static String address(String type, String content) {
    String base64 =
        type.equals("image/svg+xml")
            ? Base64.getEncoder().encodeToString(content.getBytes(UTF_8))
            : content.replaceAll("\\s", "");
    return "data:" + type + ";base64," + base64;
  }

  private static String alt(String type, JsonObject data, JsonObject metadata) {
    for (JsonElement hints : new JsonElement[] {metadata.get(type), metadata}) {
      if (hints instanceof JsonObject object && object.has("alt")) {
        return object.get("alt").getAsString();
      }
    }
    return data.has("text/plain") ? data.get("text/plain").getAsString() : "figure";
  }

  /** HTML whose every tag is closed, so that an output cannot break the page around it. */
  private static String balanced(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings(new Document.OutputSettings().prettyPrint(false));
    return document.body().html();
  }
}
