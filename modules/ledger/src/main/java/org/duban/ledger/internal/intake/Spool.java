package org.duban.ledger.internal.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.duban.api.DubanException;
import org.duban.ledger.internal.intake.IntakeRules.Limits;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in: copied to a temporary file, because a package can only be read from its end, measured and hashed on the way. Closing
 * deletes it.
 */
final class Spool implements AutoCloseable {

    private static final int HEAD_BYTES = 4_096;

    /** Where the directory of an old Office file surely is. */
    private static final int OLE_BYTES = 4 << 20;

    private static final String SAVE_AS = "用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”";

    private final Path file;
    private final String name;
    private final String digest;
    private final long size;

    private Spool(Path file, String name, String digest, long size) {
        this.file = file;
        this.name = name;
        this.digest = digest;
        this.size = size;
    }

    /**
     * Takes a file in.
     *
     * @throws DubanException {@code SHEET_REFUSED} when it is too large or can't be read
     */
    static Spool of(String name, InputStream content, Limits limits) {
        Path file = null;
        try {
            file = Files.createTempFile(
                    "duban-intake-" + ProcessHandle.current().pid() + "-", ".tmp");
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha)) {
                size = copy(name, content, out, limits.fileBytes());
            }
            return new Spool(file, name, HexFormat.of().formatHex(sha.digest()), size);
        } catch (IOException | DubanException e) {
            delete(file);
            throw e instanceof DubanException refused ? refused : Refused.damaged(name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long copy(String name, InputStream content, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            size += n;
            if (size > most) {
                throw Refused.because(
                        name,
                        "超过 " + (most >> 20) + " MB",
                        "不超过 " + (most >> 20) + " MB，删去图片、空行，或分成几个文件",
                        "文件过大",
                        "The file is too large");
            }
            out.write(buffer, 0, n);
        }
        return size;
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It lies in the system's folder for such files, which cleans up after everybody.
                file.toFile().deleteOnExit();
            }
        }
    }

    Path file() {
        return file;
    }

    String digest() {
        return digest;
    }

    @Override
    public void close() {
        delete(file);
    }

    // ---- what it is

    /** What can be read. */
    enum Type {
        XLSX,
        CSV
    }

    /**
     * What it is, by its content, and whether its name says the same.
     *
     * @throws DubanException {@code SHEET_REFUSED}, naming what it is and what to do
     */
    Type type() {
        String extension =
                name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
        try {
            byte[] head = head(HEAD_BYTES);
            if (size == 0) {
                throw Refused.because(name, "0 字节", "有内容的 .xlsx 或 .csv", "文件是空的", "The file is empty");
            }
            if (begins(head, 'P', 'K')) {
                requireWorkbook(extension);
                return Type.XLSX;
            }
            if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
                throw old();
            }
            String other = other(head);
            if (!other.isEmpty()) {
                throw Refused.because(name, other, SAVE_AS, "这不是表格文件，而是" + other, "The file is something else");
            }
            if (!extension.equals("csv") && !extension.equals("txt") && !extension.equals("tsv")) {
                throw Refused.because(
                        name,
                        "文本或未知内容",
                        extension.startsWith("xls") ? SAVE_AS + "；如果是文本，扩展名改为 .csv" : ".xlsx 或 .csv 文件",
                        "内容与扩展名不符",
                        "The content isn't what the extension says");
            }
            return Type.CSV;
        } catch (IOException e) {
            throw Refused.damaged(name, e);
        }
    }

    private byte[] head(int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(bytes);
        }
    }

    private static boolean begins(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 255) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void requireWorkbook(String extension) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements() && names.size() < 100_000) {
                names.add(entries.nextElement().getName());
            }
        }
        String is;
        if (names.contains("xl/vbaProject.bin")) {
            is = "含宏的工作簿";
        } else if (names.contains("xl/workbook.bin")) {
            is = "二进制工作簿（.xlsb）";
        } else if (names.contains("xl/workbook.xml") || names.stream().anyMatch(n -> n.startsWith("xl/worksheets/"))) {
            if (extension.equals("xlsx")) {
                return;
            }
            throw Refused.because(
                    name, "Excel 工作簿", "扩展名 .xlsx", "内容与扩展名不符", "The content isn't what the extension says");
        } else if (names.contains("word/document.xml")) {
            is = "Word 文档";
        } else if (names.contains("content.xml")) {
            is = "OpenDocument 文件";
        } else if (names.contains("OFD.xml")) {
            is = "OFD 版式文件";
        } else {
            is = "压缩包";
        }
        throw Refused.because(name, is, SAVE_AS, "这不是 .xlsx 工作簿，而是" + is, "The file is no .xlsx workbook");
    }

    /** An OLE2 container: what is in it is told by the names in its directory, in UTF-16. */
    private DubanException old() throws IOException {
        byte[] head = head(OLE_BYTES);
        if (contains(head, "EncryptedPackage")) {
            return Refused.because(name, "加密的工作簿", "去掉打开密码后另存为 .xlsx", "文件设有打开密码，不能读取", "The file is encrypted");
        }
        String is = contains(head, "WordDocument")
                ? "旧格式的 Word 文档（.doc）"
                : contains(head, "Workbook") || contains(head, "Book") ? "旧格式的工作簿（.xls、.et）" : "旧格式的 Office 文件";
        return Refused.because(name, is, SAVE_AS, "这是" + is + "，不能读取", "The file has an old format");
    }

    private static boolean contains(byte[] bytes, String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_16LE);
        for (int i = 0; i + wanted.length <= bytes.length; i += 2) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static String other(byte[] head) {
        if (begins(head, '%', 'P', 'D', 'F')) {
            return "PDF 文件";
        }
        if (begins(head, 0x89, 'P', 'N', 'G') || begins(head, 0xFF, 0xD8, 0xFF) || begins(head, 'G', 'I', 'F', '8')) {
            return "图片";
        }
        if (begins(head, 'R', 'a', 'r', '!') || begins(head, '7', 'z', 0xBC, 0xAF) || begins(head, 0x1F, 0x8B)) {
            return "压缩包";
        }
        if (begins(head, '{', '\\', 'r', 't', 'f')) {
            return "RTF 文档";
        }
        String text = Fold.trim(new String(head, StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
        if (text.startsWith("<html")
                || text.startsWith("<!doctype")
                || text.startsWith("<table")
                || text.startsWith("<meta")) {
            return "网页（HTML），有的系统导出时给它 .xls 扩展名";
        }
        if (text.startsWith("<?xml") || text.startsWith("mime-version:")) {
            return "XML 或网页归档文件";
        }
        return "";
    }
}
