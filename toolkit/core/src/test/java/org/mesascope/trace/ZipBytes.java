package org.mesascope.trace;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zip archives as no library writes them: Zstandard, bad paths, bombs, no directory. */
final class ZipBytes {

  private ZipBytes() {}

  static byte[] of(Map<String, byte[]> files, int method, boolean withDirectory)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
      byte[] packed = packed(file.getValue(), method);
      CRC32 crc = new CRC32();
      crc.update(file.getValue());
      byte[] fields =
          bytes(
              little(26)
                  .putShort((short) 20)
                  .putShort((short) 0)
                  .putShort((short) method)
                  .putInt(0)
                  .putInt((int) crc.getValue())
                  .putInt(packed.length)
                  .putInt(file.getValue().length)
                  .putShort((short) name.length)
                  .putShort((short) 0));
      int header = out.size();
      out.writeBytes(bytes(little(4).putInt(0x04034b50)));
      out.writeBytes(fields);
      out.writeBytes(name);
      out.writeBytes(packed);
      directory.writeBytes(bytes(little(6).putInt(0x02014b50).putShort((short) 20)));
      directory.writeBytes(fields);
      directory.writeBytes(
          bytes(
              little(14)
                  .putShort((short) 0)
                  .putShort((short) 0)
                  .putShort((short) 0)
                  .putInt(0)
                  .putInt(header)));
      directory.writeBytes(name);
    }
    if (withDirectory) {
      int start = out.size();
      out.writeBytes(directory.toByteArray());
      out.writeBytes(
          bytes(
              little(22)
                  .putInt(0x06054b50)
                  .putInt(0)
                  .putShort((short) files.size())
                  .putShort((short) files.size())
                  .putInt(directory.size())
                  .putInt(start)
                  .putShort((short) 0)));
    }
    return out.toByteArray();
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] all = new byte[written.flip().remaining()];
    written.get(all);
    return all;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] packed(byte[] bytes, int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (method == 93) {
      try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
        zstd.write(bytes);
      }
    } else if (method == 8) {
      Deflater deflater = new Deflater(9, true);
      deflater.setInput(bytes);
      deflater.finish();
      byte[] some = new byte[1 << 16];
      while (!deflater.finished()) {
        out.write(some, 0, deflater.deflate(some));
      }
      deflater.end();
    } else {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }
}
