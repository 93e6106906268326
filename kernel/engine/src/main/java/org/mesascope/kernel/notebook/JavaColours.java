package org.mesascope.kernel.notebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mesascope.display.HtmlText;

/** Java source as HTML with a span around each token a reader looks for. */
final class JavaColours {
  private static final String[] GROUPS = {
    "magic", "comment", "string", "keyword", "number", "type"
  };
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<magic>^[ \\t]*%{1,2}\\w.*$)"
              + "|(?<comment>//.*$|(?s:/\\*.*?\\*/))"
              + "|(?<string>(?s:\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
              + "|(?<keyword>\\b(?:abstract|assert|boolean|break|byte|case|catch|char|class|"
              + "continue|default|do|double|else|enum|extends|final|finally|float|for|if|"
              + "implements|import|instanceof|int|interface|long|new|package|permits|private|"
              + "protected|public|record|return|sealed|short|static|super|switch|synchronized|"
              + "this|throw|throws|try|var|void|volatile|while|yield|true|false|null)\\b)"
              + "|(?<number>\\b\\d(?:[\\w.]|(?<=[eE])[+-])*)"
              + "|(?<type>\\b[A-Z]\\w*|@\\w+)"
              + "|\\w+",
          Pattern.MULTILINE);

  private JavaColours() {}

  static String html(String source) {
    StringBuilder html = new StringBuilder(source.length() * 2);
    Matcher token = TOKEN.matcher(source);
    int end = 0;
    while (token.find()) {
      html.append(HtmlText.escape(source.substring(end, token.start())));
      html.append(span(token));
      end = token.end();
    }
    return html.append(HtmlText.escape(source.substring(end))).toString();
  }

  private static String span(Matcher token) {
    for (String group : GROUPS) {
      if (token.group(group) != null) {
        return "<span class=\"" + group + "\">" + HtmlText.escape(token.group()) + "</span>";
      }
    }
    return HtmlText.escape(token.group());
  }
}
