package org.duban.calendar.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.duban.api.DubanException;

/** Reads UTF-8, and says where it isn't. */
final class TextFile {

    private TextFile() {}

    static String read(Path file) {
        try {
            return decode(Files.readAllBytes(file), file);
        } catch (NoSuchFileException missing) {
            throw new DubanException(
                    WrittenNotice.problem("", 1, file, "已有的文件", "没有这个文件", "there is no such file"), missing);
        } catch (IOException e) {
            throw NoticeFolder.unusable(file, e);
        }
    }

    private static String decode(byte[] bytes, Path file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            int line = 1
                    + (int) IntStream.range(0, in.position())
                            .filter(i -> bytes[i] == '\n')
                            .count();
            throw new DubanException(WrittenNotice.problem(
                    file.toString(), line, "", "用UTF-8编码另存后再导入", "不是UTF-8编码的文字", "this isn't text in UTF-8"));
        }
        return out.flip().toString();
    }
}
