package org.mesascope.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code %load file}: runs a {@code .java}, {@code .jsh} or {@code .jshell} file, or the code cells
 * of an {@code .ipynb}, in the scope of the cells. A name without ending is tried with each. A
 * package declaration is passed over: a notebook has no packages.
 */
final class LoadMagic implements LineMagic {

  private static final List<String> ENDINGS =
      List.of("", ".ipynb", ".jshell", ".jsh", ".java", ".ijava");
  private static final Pattern PACKAGE =
      Pattern.compile("^(?:\\s|//.*|/\\*(?s:.*?)\\*/)*(package\\s+[\\w.]+\\s*;)");

  @Override
  public @Nullable Object run(Session session, Arguments arguments) throws Exception {
    if (arguments.words().size() != 1) {
      throw new IllegalArgumentException(
          "%load expects one file, got '" + arguments.raw() + "'; quote a name with spaces");
    }
    Path file = find(session.workingDirectory().resolve(arguments.words().get(0)));
    if (!file.toString().endsWith(".ipynb")) {
      return session.evaluate(withoutPackage(Files.readString(file)));
    }
    Object last = null;
    for (String cell : codeCells(file)) {
      last = session.evaluate(cell);
    }
    return last;
  }

  private static Path find(Path path) {
    return ENDINGS.stream()
        .map(ending -> path.resolveSibling(path.getFileName() + ending))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%load expects a file; there is no "
                        + path
                        + " nor one ending in "
                        + String.join(", ", ENDINGS.subList(1, ENDINGS.size()))));
  }

  private static String withoutPackage(String source) {
    Matcher matcher = PACKAGE.matcher(source);
    return matcher.find()
        ? source.substring(0, matcher.start(1)) + source.substring(matcher.end(1))
        : source;
  }

  private static List<String> codeCells(Path notebook) throws IOException {
    List<String> code = new ArrayList<>();
    try {
      JsonObject root = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
      for (JsonElement element : field(root, "cells").getAsJsonArray()) {
        JsonObject cell = element.getAsJsonObject();
        if (field(cell, "cell_type").getAsString().equals("code")) {
          code.add(source(field(cell, "source")));
        }
      }
      return code;
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(
          notebook + " is not a notebook of format 4: " + e.getMessage(), e);
    }
  }

  private static JsonElement field(JsonObject object, String name) {
    JsonElement field = object.get(name);
    if (field == null) {
      throw new IllegalStateException("no \"" + name + "\" where it was expected");
    }
    return field;
  }

  /** A string, or a list of lines. */
  private static String source(JsonElement source) {
    return source.isJsonArray()
        ? source.getAsJsonArray().asList().stream()
            .map(JsonElement::getAsString)
            .collect(Collectors.joining())
        : source.getAsString();
  }
}
