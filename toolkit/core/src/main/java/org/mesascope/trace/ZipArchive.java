package org.mesascope.trace;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive to read from, by PKWARE's APPNOTE.TXT. The JDK's own reader knows neither
 * Zstandard, in which today's Inspect packs, nor archives that were cut off: of these, the entries
 * before the cut are read.
 */
final class ZipArchive implements Closeable {

  private static final int END = 0x06054b50;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ZSTANDARD = 93;
  private static final long UNKNOWN = 0xFFFFFFFFL;

  /** Unpacked bytes from which on the ratio is judged. */
  private static final long SMALL = 16L << 20;

  /** An entry that unpacks to more than this many times its size is taken for a bomb. */
  private static final long RATIO = 250;

  /**
   * A file in the archive.
   *
   * @param name its path, inside the archive
   * @param method how it is packed
   * @param packed its bytes in the archive
   * @param header where its local header begins
   */
  record Entry(String name, int method, long packed, long header) {}

  private final Path file;
  private final SeekableByteChannel channel;
  private final List<Entry> entries = new ArrayList<>();
  private final boolean cut;

  private ZipArchive(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    cut = !central();
    if (cut) {
      entries.clear();
      walk();
    }
    for (Entry entry : entries) {
      refuseOutside(entry.name);
    }
  }

  /**
   * Opens an archive.
   *
   * @throws TraceFormatException if a path in it leads outside its folder
   */
  static ZipArchive open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return new ZipArchive(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /** Whether the archive's directory, which stands at its end, is missing. */
  boolean cut() {
    return cut;
  }

  /** The unpacked bytes of an entry; one at a time. */
  InputStream bytes(Entry entry) throws IOException {
    ByteBuffer local = at(entry.header, 30);
    if (local.getInt(0) != LOCAL) {
      throw new TraceFormatException(
          file.toString(), 0, entry.name, "expects an entry of the archive, got other bytes");
    }
    channel.position(
        entry.header + 30 + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF));
    InputStream packed =
        new BufferedInputStream(
            new Bounded(Channels.newInputStream(channel), entry.packed), 1 << 16);
    InputStream unpacked =
        switch (entry.method) {
          case STORED -> packed;
          case DEFLATED -> new InflaterInputStream(packed, new Inflater(true), 1 << 14);
          case ZSTANDARD -> new ZstdInputStream(packed);
          default ->
              throw new TraceFormatException(
                  file.toString(),
                  0,
                  entry.name,
                  "expects an entry that is stored, deflated or packed by Zstandard, got method "
                      + entry.method);
        };
    return new Guarded(unpacked, entry);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void refuseOutside(String name) throws TraceFormatException {
    String path = name.replace('\\', '/');
    if (path.startsWith("/")
        || path.matches("[A-Za-z]:.*")
        || List.of(path.split("/", -1)).contains("..")
        || path.indexOf('\0') >= 0) {
      throw new TraceFormatException(
          file.toString(),
          0,
          null,
          "expects paths inside the archive, got \"%s\", which leads outside: the archive is refused; do not unpack it either"
              .formatted(name));
    }
  }

  /** Reads the directory at the end; false where there is none. */
  private boolean central() throws IOException {
    long size = channel.size();
    int tail = (int) Math.min(size, 22 + 65_535);
    ByteBuffer end = at(size - tail, tail);
    int place = tail - 22;
    while (place >= 0 && end.getInt(place) != END) {
      place--;
    }
    if (place < 0) {
      return false;
    }
    long count = end.getShort(place + 10) & 0xFFFF;
    long start = end.getInt(place + 16) & UNKNOWN;
    if ((count == 0xFFFF || start == UNKNOWN)
        && place >= 20
        && end.getInt(place - 20) == END64_LOCATOR) {
      ByteBuffer end64 = at(end.getLong(place - 20 + 8), 56);
      count = end64.getLong(32);
      start = end64.getLong(48);
    }
    long here = start;
    for (long i = 0; i < count; i++) {
      ByteBuffer head = at(here, 46);
      if (head.getInt(0) != CENTRAL) {
        return false;
      }
      int name = head.getShort(28) & 0xFFFF;
      int extra = head.getShort(30) & 0xFFFF;
      int comment = head.getShort(32) & 0xFFFF;
      ByteBuffer rest = at(here + 46, name + extra);
      long unpacked = head.getInt(24) & UNKNOWN;
      long packed = head.getInt(20) & UNKNOWN;
      long header = head.getInt(42) & UNKNOWN;
      for (int at = name; at + 4 <= name + extra; at += 4 + (rest.getShort(at + 2) & 0xFFFF)) {
        if (rest.getShort(at) == 1) {
          int field = at + 4 + (unpacked == UNKNOWN ? 8 : 0);
          if (packed == UNKNOWN) {
            packed = rest.getLong(field);
            field += 8;
          }
          header = header == UNKNOWN ? rest.getLong(field) : header;
        }
      }
      entries.add(new Entry(text(rest, name), head.getShort(10) & 0xFFFF, packed, header));
      here += 46L + name + extra + comment;
    }
    return true;
  }

  /** Finds whole entries from the front, of an archive without its directory. */
  private void walk() throws IOException {
    long here = 0;
    while (here + 30 <= channel.size()) {
      ByteBuffer local = at(here, 30);
      int name = local.getShort(26) & 0xFFFF;
      int extra = local.getShort(28) & 0xFFFF;
      long packed = local.getInt(18) & UNKNOWN;
      boolean sizeFollows = (local.getShort(6) & 8) != 0;
      long next = here + 30 + name + extra + packed;
      if (local.getInt(0) != LOCAL || sizeFollows || packed == UNKNOWN || next > channel.size()) {
        return;
      }
      String path = text(at(here + 30, name), name);
      entries.add(new Entry(path, local.getShort(8) & 0xFFFF, packed, here));
      here = next;
    }
  }

  private ByteBuffer at(long position, int length) throws IOException {
    if (position < 0 || position + length > channel.size()) {
      throw new TraceFormatException(
          file.toString(), 0, null, "expects a whole zip archive, but a part of it is missing");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException(file.toString());
      }
    }
    return bytes.flip();
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(0, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The bytes of one entry, no more. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int got = in.read(bytes, from, (int) Math.min(length, left));
      left -= Math.max(got, 0);
      return got;
    }
  }

  /** Unpacked bytes, until they are too many for what they were packed in. */
  private static final class Guarded extends InputStream {
    private final InputStream in;
    private final Entry entry;
    private long count;

    Guarded(InputStream in, Entry entry) {
      this.in = in;
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = in.read(bytes, from, length);
      count += Math.max(got, 0);
      if (count > SMALL && count / RATIO > entry.packed) {
        throw new UnreadableRowException(
            "a zip bomb",
            "%s unpacks to more than %d times its %d bytes"
                .formatted(entry.name, RATIO, entry.packed));
      }
      return got;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
