package org.duban.dossier.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.spi.anchor.AnchorSink.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * The anchor file: a line for each head of the journal's chain that was written down, each with the hash of the line before and a signature.
 * Only ever appended to.
 *
 * <pre>number TAB time TAB subject TAB position TAB hash TAB SHA-256 of the line before TAB signature of all that stands before it</pre>
 */
public final class AnchorFile {

    public static final String FILE = "anchors.txt";
    static final String HEAD = "HEAD";

    private static final int FIELDS = 7;
    private static final int LONGEST_LINE = 4_096;

    private final Path file;
    private final Keys keys;
    private @Nullable Anchor last;

    /** @throws IOException when it can't be read, or its last line isn't one of ours */
    AnchorFile(Path folder, Keys keys) throws IOException {
        this.file = folder.resolve(FILE);
        this.keys = keys;
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve(Keys.PUBLIC_FILE))) {
            Files.writeString(folder.resolve(Keys.PUBLIC_FILE), keys.publicPem());
        }
        this.last = newest();
    }

    private @Nullable Anchor newest() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return null;
        }
        // The last two lines are enough: one may have been cut off by a loss of power.
        String end;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - 2L * LONGEST_LINE);
            in.seek(from);
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.readFully(bytes);
            end = new String(bytes, StandardCharsets.UTF_8);
        }
        String[] lines = end.split("\n", -1);
        for (int i = lines.length - 1; i >= 0; i--) {
            Optional<Anchor> anchor = parse(lines[i]);
            if (anchor.isPresent()) {
                if (!signed(keys.publicPem(), lines[i])) {
                    throw new IOException("锚文件最后一行不是本系统的密钥签名的：" + file);
                }
                return anchor.get();
            }
        }
        throw new IOException("锚文件中没有完整的一行：" + file);
    }

    /** The newest; empty when there is none. */
    Optional<Anchor> last() {
        return Optional.ofNullable(last);
    }

    /** Position of the newest; 0 when there is none. */
    long position() {
        Anchor newest = last;
        return newest == null ? 0 : newest.position();
    }

    /** Writes an anchor; durable when it returns. For one thread. */
    Anchor append(Instant at, String subject, long position, String hash) throws IOException {
        Anchor before = last;
        long number = before == null ? 1 : before.number() + 1;
        String previous = before == null ? EventLine.START : Digester.hex(DigestAlgorithm.SHA256, before.line());
        String text = String.join(
                "\t", Long.toString(number), at.toString(), subject, Long.toString(position), hash, previous);
        String line = text + "\t" + keys.sign(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            boolean torn = false;
            if (size > 0) {
                ByteBuffer end = ByteBuffer.allocate(1);
                channel.read(end, size - 1);
                torn = end.get(0) != '\n';
            }
            ByteBuffer bytes = StandardCharsets.UTF_8.encode((torn ? "\n" : "") + line + "\n");
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
            channel.force(true);
        }
        last = new Anchor(number, at, subject, position, hash, line);
        return last;
    }

    /** Empty for what is no line of an anchor file. */
    static Optional<Anchor> parse(String line) {
        String[] fields = line.split("\t", -1);
        try {
            return fields.length != FIELDS
                    ? Optional.empty()
                    : Optional.of(new Anchor(
                            Long.parseLong(fields[0]),
                            Instant.parse(fields[1]),
                            fields[2],
                            Long.parseLong(fields[3]),
                            fields[4],
                            line));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean signed(String pem, String line) {
        int tab = line.lastIndexOf('\t');
        return Keys.verifies(pem, line.substring(0, tab).getBytes(StandardCharsets.UTF_8), line.substring(tab + 1));
    }

    /**
     * What a look at an anchor file found.
     *
     * @param anchors those that are as they were written, in order
     * @param faults what isn't, in Chinese
     * @param remarks what isn't wrong and should be known
     */
    public record Look(List<Anchor> anchors, List<String> faults, List<String> remarks) {
        public Look {
            anchors = List.copyOf(anchors);
            faults = List.copyOf(faults);
            remarks = List.copyOf(remarks);
        }
    }

    /** Tells the hash of the event at a position of the journal; empty when there is none. */
    @FunctionalInterface
    public interface Hashes {
        Optional<String> at(long position);
    }

    /**
     * Checks an anchor file in itself, and a journal against it.
     *
     * @param pem the public key it must be signed with
     */
    public static Look verify(Path file, String pem, Hashes journal) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        String previous = EventLine.START;
        long number = 1;
        long position = 0;
        int at = 0;
        int torn = 0;
        List<String> lines;
        try (Stream<String> read = Files.lines(file)) {
            lines = read.toList();
        } catch (UncheckedIOException e) {
            faults.add("锚文件读不出来：" + e.getMessage());
            return new Look(anchors, faults, remarks);
        }
        for (String line : lines) {
            at++;
            Optional<Anchor> parsed = parse(line);
            if (parsed.isEmpty()) {
                // Nothing is lost with it when the next line joins the one before; otherwise that line says so.
                remarks.add("锚文件第 " + at + " 行残缺：断电时未写完，或被改动");
                torn++;
                continue;
            }
            Anchor anchor = parsed.get();
            String item = "锚文件第 " + at + " 行";
            String[] fields = line.split("\t", -1);
            if (anchor.number() != number || !fields[5].equals(previous)) {
                faults.add(item + "接不上前一行：有缺失、多出或次序被改动");
            }
            if (!signed(pem, line)) {
                faults.add(item + "的签名不符");
            }
            if (anchor.position() < position) {
                faults.add(item + "的日志位置倒退");
            }
            position = Math.max(position, anchor.position());
            Optional<String> hash = journal.at(anchor.position());
            if (hash.isEmpty()) {
                faults.add("日志缺少第 " + anchor.position() + " 号事件：" + anchor.at() + " 已有锚（" + item + "），日志末尾被截去");
            } else if (!hash.get().equals(anchor.hash())) {
                faults.add("日志第 " + anchor.position() + " 号事件或其之前的内容被改动：与" + item + "不符");
            }
            previous = Digester.hex(DigestAlgorithm.SHA256, line);
            number = anchor.number() + 1;
            anchors.add(anchor);
        }
        if (torn > 0 && anchors.isEmpty()) {
            faults.add("锚文件中没有完整的一行");
        }
        return new Look(anchors, faults, remarks);
    }
}
