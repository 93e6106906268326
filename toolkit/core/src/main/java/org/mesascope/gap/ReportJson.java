package org.mesascope.gap;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.mesascope.report.Cell;
import org.mesascope.report.Estimate;
import org.mesascope.report.ResultTable;
import org.mesascope.stats.Interval;

/** A report as JSON: each number with every digit, an unbounded end as a text. */
final class ReportJson {

  private ReportJson() {}

  static String write(String source, String evidence, List<ReportSection> sections) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setStrictness(Strictness.STRICT);
      json.setIndent("  ");
      json.setHtmlSafe(false);
      json.beginObject().name("source").value(source);
      json.name("evidence").value(evidence);
      json.name("sections").beginArray();
      for (ReportSection section : sections) {
        json.beginObject().name("name").value(section.name());
        json.name("title").value(section.title());
        json.name("text").beginArray();
        for (String sentence : section.text()) {
          json.value(sentence);
        }
        json.endArray().name("tables").beginArray();
        for (ResultTable table : section.tables()) {
          table(json, table);
        }
        json.endArray().endObject();
      }
      json.endArray().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void table(JsonWriter json, ResultTable table) throws IOException {
    json.beginObject().name("title").value(table.title()).name("rows").beginArray();
    for (List<Cell> row : table.rows()) {
      json.beginObject();
      for (int i = 0; i < row.size(); i++) {
        cell(json.name(table.columns().get(i)), row.get(i));
      }
      json.endObject();
    }
    json.endArray().name("notes").beginArray();
    for (String note : table.notes()) {
      json.value(note);
    }
    json.endArray().endObject();
  }

  private static void cell(JsonWriter json, Cell cell) throws IOException {
    if (cell instanceof Cell.Text words) {
      json.value(words.value());
    } else if (cell instanceof Cell.Numeric number) {
      number(json, number.value());
    } else if (cell instanceof Cell.Measured measured) {
      estimate(json, measured.estimate());
    } else {
      json.nullValue();
    }
  }

  private static void estimate(JsonWriter json, Estimate estimate) throws IOException {
    json.beginObject().name("value").value(estimate.value());
    Interval interval = estimate.interval();
    if (interval != null) {
      number(json.name("low"), interval.low());
      number(json.name("high"), interval.high());
      json.name("level").value(interval.level());
    }
    json.name("n").value(estimate.n()).name("method").value(estimate.method()).endObject();
  }

  private static void number(JsonWriter json, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.value(value > 0 ? "infinity" : "-infinity");
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.value((long) value);
    } else {
      json.value(value);
    }
  }
}
