package org.mesascope.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;

/** A run as {@code run.json}: what a reader needs to judge it and to repeat it. */
final class RunRecord {
  private RunRecord() {}

  /** The record of a run of a notebook whose source had the given SHA-256. */
  static JsonObject json(String name, String sourceSha256, NotebookRun run, Provenance provenance) {
    JsonObject json = new JsonObject();
    json.addProperty("notebook", name + ".ipynb");
    json.addProperty("notebook_sha256", sourceSha256);
    json.addProperty("status", run.status());
    json.add("failure", failure(run));
    json.addProperty("started", run.started().toString());
    json.addProperty("seconds", run.took().toMillis() / 1000.0);
    json.add("parameters", parameters(run));
    json.add("seeds", seeds(run));
    json.add("cells", cells(run));
    json.addProperty("mesascope", Provenance.version());
    json.add("platform", strings(Provenance.platform()));
    JsonArray libraries = new JsonArray();
    provenance.libraries().forEach(libraries::add);
    json.add("libraries", libraries);
    json.add("git", git(provenance));
    json.add("datasets", strings(provenance.datasets()));
    return json;
  }

  private static JsonElement failure(NotebookRun run) {
    NotebookRun.Failure failure = run.failure();
    if (failure == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("cell", failure.cell());
    json.addProperty("line", failure.line());
    json.addProperty("reason", failure.reason());
    return json;
  }

  private static JsonObject parameters(NotebookRun run) {
    JsonObject json = new JsonObject();
    run.parameters()
        .forEach(
            (name, parameter) -> {
              JsonObject each = new JsonObject();
              each.addProperty("type", parameter.type());
              each.addProperty("value", parameter.value());
              each.addProperty("given", parameter.given());
              json.add(name, each);
            });
    return json;
  }

  /** The parameters that seed randomness, by their names: {@code seed}, {@code trainSeed}. */
  private static JsonObject seeds(NotebookRun run) {
    JsonObject json = new JsonObject();
    run.parameters()
        .forEach(
            (name, parameter) -> {
              if (name.toLowerCase(Locale.ROOT).contains("seed")) {
                json.addProperty(name, parameter.value());
              }
            });
    return json;
  }

  private static JsonArray cells(NotebookRun run) {
    JsonArray cells = new JsonArray();
    for (NotebookRun.CellRun cell : run.cells()) {
      JsonObject json = new JsonObject();
      json.addProperty("cell", cell.number());
      json.addProperty("id", cell.id());
      json.addProperty("seconds", cell.took().toMillis() / 1000.0);
      cells.add(json);
    }
    return cells;
  }

  private static JsonElement git(Provenance provenance) {
    GitState git = provenance.git();
    if (git == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("commit", git.commit());
    json.addProperty("dirty", git.dirty());
    return json;
  }

  private static JsonObject strings(Map<String, String> map) {
    JsonObject json = new JsonObject();
    map.forEach(json::addProperty);
    return json;
  }
}
