package org.mesascope.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of the folder {@code datasets}, as its card describes it.
 *
 * <p>A card is a Markdown file of the dataset's name with {@code .md} in place of its ending. It
 * begins with lines {@code key: value} between two lines {@code ---}: name, origin, licence,
 * columns and sha256.
 *
 * <pre>{@code
 * var travel = Dataset.open("modechoice.csv");
 * var log = TraceReader.csv(mapping, ';').read(travel.file());
 * }</pre>
 *
 * @param name the file's name
 * @param file where it is
 * @param origin who made it, and where it comes from
 * @param licence under which terms it may be used
 * @param columns what its columns mean, in short
 * @param sha256 hash of its bytes, in hexadecimal digits
 */
public record Dataset(
    String name, Path file, String origin, String licence, String columns, String sha256) {

  /** Property that names the folder; without it, the nearest {@code datasets} upwards is taken. */
  public static final String FOLDER_PROPERTY = "mesascope.datasets";

  /**
   * Opens a dataset and checks its bytes against its card.
   *
   * @throws NoSuchFileException where folder, file or card is not there
   * @throws TraceFormatException where the card is not whole or the bytes are not those it names
   */
  public static Dataset open(String name) throws IOException {
    return open(folder(Path.of("").toAbsolutePath()), name);
  }

  static Dataset open(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "there is no such dataset; see " + folder + " for those there are");
    }
    Path path = folder.resolve(name.replaceFirst("\\.[^.]*$", "") + ".md");
    Map<String, String> card = card(path);
    Dataset dataset =
        new Dataset(
            value(path, card, "name"),
            file,
            value(path, card, "origin"),
            value(path, card, "licence"),
            value(path, card, "columns"),
            value(path, card, "sha256"));
    String found = hash(file);
    if (!found.equals(dataset.sha256)) {
      throw new TraceFormatException(
          file.toString(),
          0,
          null,
          "expects the SHA-256 %s of its card, got %s; restore the file, or if the change is meant,"
                  .formatted(dataset.sha256, found)
              + " write the new hash into "
              + path);
    }
    return dataset;
  }

  static Path folder(Path start) throws IOException {
    String property = System.getProperty(FOLDER_PROPERTY);
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = start; at != null; at = at.getParent()) {
      Path folder = at.resolve("datasets");
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw new NoSuchFileException(
        "datasets",
        null,
        "there is no such folder in " + start + " or above; name it by -D" + FOLDER_PROPERTY);
  }

  private static Map<String, String> card(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(
          path.toString(), null, "a dataset expects a card of its name beside it");
    }
    Map<String, String> card = new LinkedHashMap<>();
    int line = 0;
    for (String text : Files.readAllLines(path)) {
      line++;
      if (line == 1 && text.equals("---")) {
        continue;
      }
      if (line > 1 && text.equals("---")) {
        return card;
      }
      int colon = text.indexOf(": ");
      if (line == 1 || colon < 1) {
        throw new TraceFormatException(
            path.toString(),
            line,
            null,
            "a card begins with lines \"key: value\" between two lines \"---\", got \"%s\""
                .formatted(text));
      }
      card.put(text.substring(0, colon).strip(), text.substring(colon + 2).strip());
    }
    throw new TraceFormatException(
        path.toString(), line, null, "expects a line \"---\" after the card's header, got none");
  }

  private static String value(Path path, Map<String, String> card, String key)
      throws TraceFormatException {
    String value = card.get(key);
    if (value == null) {
      throw new TraceFormatException(
          path.toString(), 0, key, "is missing in the card's header, which has " + card.keySet());
    }
    return value;
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
