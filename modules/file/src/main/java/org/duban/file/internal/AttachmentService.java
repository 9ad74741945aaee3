package org.duban.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.file.Attachments;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.file.internal.FileRules.Kind;
import org.duban.file.internal.FileRules.WhenUnavailable;
import org.duban.spi.directory.Directory;
import org.duban.spi.file.FileScan.Scanned;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes files in and gives them out. Needs no OSGi. */
public final class AttachmentService implements Attachments {

    private static final int LONGEST_NAME = 200;
    private static final long MIB = 1L << 20;

    private final FileStore store;
    private final FileRules rules;
    private final Supplier<List<ScanGuard>> scans;
    private final Unscanned unscanned;
    private final Directory directory;
    private final Access access;
    private final ContentTypes types;

    AttachmentService(
            FileStore store,
            FileRules rules,
            Supplier<List<ScanGuard>> scans,
            Unscanned unscanned,
            Directory directory,
            Access access,
            ContentTypes types) {
        this.store = store;
        this.rules = rules;
        this.scans = scans;
        this.unscanned = unscanned;
        this.directory = directory;
        this.access = access;
        this.types = types;
    }

    /** Attachments below a folder, by the rules that come with Duban, without scans; for tests and small tools. */
    public static AttachmentService of(Path folder, Directory directory, Access access, InstantSource clock) {
        return new AttachmentService(
                new DiskFileStore(folder, clock, new Random()),
                FileRules.read(null),
                List::of,
                new Unscanned(folder, clock),
                directory,
                access,
                new ContentTypes());
    }

    @Override
    public Attachment store(Actor actor, String name, InputStream content) {
        // Duban's own parts keep what they have made.
        if (!actor.equals(Actor.DUBAN)) {
            access.require(directory.requirePerson(actor.person()), Right.STORE_FILES, Map.of());
        }
        String shortName = name(name);
        try (Incoming incoming = store.receive(content, rules.largest())) {
            if (incoming.size() > rules.largest()) {
                throw tooLarge(shortName, rules.largest(), "");
            }
            if (incoming.size() == 0) {
                throw refused(shortName, "0 字节", "有内容的文件", "文件是空的");
            }
            String type = types.of(incoming::open);
            Kind kind = kind(shortName, type);
            if (incoming.size() > rules.limit(kind)) {
                throw tooLarge(shortName, rules.limit(kind), kind.name());
            }
            scan(new Scanned(shortName, type, incoming.size(), incoming.sha256(), incoming::open));
            incoming.keep();
            return new Attachment(shortName, SCHEME + incoming.sha256(), incoming.sha256(), incoming.size());
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            "file",
                            shortName,
                            "可读的内容，可写且有空间的数据目录",
                            "文件没有存成：" + e.getMessage(),
                            "The file could not be stored: " + e),
                    e);
        }
    }

    private static String name(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .strip();
        if (name.isEmpty()) {
            throw new DubanException(Problem.missing("name", "文件名"));
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl) || name.matches("\\.+")) {
            throw new DubanException(Problem.invalid(
                    "name", name.length() > LONGEST_NAME ? name.length() + " 个字符" : name, "至多 200 个字符的一行文字", "文件名不能用"));
        }
        return name;
    }

    private Kind kind(String name, String type) {
        Kind kind = rules.kind(type).orElseThrow(() -> refused(name, type, rules.names(), "不接收这种文件"));
        String extension = extension(name);
        if (!extension.isEmpty() && !kind.extensions().contains(extension)) {
            throw refused(
                    name,
                    "." + extension,
                    "." + String.join("、.", kind.extensions()),
                    "文件内容是" + kind.name() + "，与扩展名不符");
        }
        return kind;
    }

    /** Lower case; empty when it has none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String after = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return after.matches("[a-z0-9]{1,10}") ? after : "";
    }

    private void scan(Scanned file) {
        for (ScanGuard scan : scans.get()) {
            ScanGuard.Answer answer =
                    scan.ask(file, Duration.ofSeconds(rules.scan().timeoutSeconds()));
            if (answer.verdict() == null) {
                if (rules.scan().whenUnavailable() == WhenUnavailable.REFUSE) {
                    throw refused(file.name(), scan.name(), "能够使用的文件扫描", "文件未能扫描，不接收：" + answer.failure());
                }
                unscanned.note(file, scan.name(), answer.failure());
            } else if (!answer.verdict().clean()) {
                throw refused(
                        file.name(),
                        scan.name(),
                        "",
                        "文件扫描不予通过：" + answer.verdict().reason());
            }
        }
    }

    private static DubanException tooLarge(String name, long limit, String kind) {
        return refused(
                name,
                "",
                "不超过 " + (limit % MIB == 0 ? limit / MIB + " MB" : limit + " 字节"),
                kind.isEmpty() ? "文件太大" : kind + "太大");
    }

    private static DubanException refused(String name, @Nullable String value, String expected, String zh) {
        return new DubanException(
                Problem.of(ErrorCode.FILE_REFUSED, name, value, expected, zh, "The file isn't taken in: " + name));
    }

    @Override
    public InputStream open(Attachment attachment) {
        String sha256 = attachment.sha256();
        try {
            if (attachment.location().equals(SCHEME + sha256)) {
                return new CheckedContent(store.open(sha256), sha256);
            }
            throw missing(attachment);
        } catch (NoSuchFileException e) {
            throw missing(attachment);
        } catch (IOException e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.DATA_DIRECTORY_UNUSABLE,
                            "file",
                            attachment.name(),
                            "可读的数据目录",
                            "文件读不出来：" + e.getMessage(),
                            "The file can't be read: " + e),
                    e);
        }
    }

    private static DubanException missing(Attachment attachment) {
        return new DubanException(Problem.of(
                ErrorCode.FILE_NOT_FOUND,
                "location",
                attachment.location(),
                SCHEME + " 开头、由本系统保存的文件",
                "没有保存这个文件：" + attachment.name(),
                "No such file is kept here"));
    }
}
