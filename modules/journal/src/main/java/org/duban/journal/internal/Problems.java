package org.duban.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.journal.StreamId;
import org.sqlite.SQLiteErrorCode;

/** What can go wrong, in words. */
final class Problems {

    private Problems() {}

    /** @param holder who has it, when known: 进程 4711 */
    static DubanException inUse(Path directory, String holder) {
        return new DubanException(Problem.of(
                ErrorCode.DATA_DIRECTORY_IN_USE,
                "directory",
                directory,
                "先停止占用它的程序，或换一个目录",
                "数据目录正被" + (holder.isEmpty() ? "另一个程序" : holder) + "使用",
                "the data directory is in use"));
    }

    static DubanException unusable(Path path, String why, Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.DATA_DIRECTORY_UNUSABLE,
                        "directory",
                        path,
                        "可读写的目录",
                        "数据目录不能使用：" + why + "（" + cause.getMessage() + "）",
                        "the data directory can't be used: " + cause),
                cause);
    }

    static DubanException unusable(Path path, String why) {
        return new DubanException(Problem.of(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "directory",
                path,
                "可读写的目录",
                "数据目录不能使用：" + why,
                "the data directory can't be used"));
    }

    static DubanException newer(Path file, long found, int known) {
        return new DubanException(Problem.of(
                ErrorCode.JOURNAL_NEWER,
                "schema",
                found,
                "不高于 " + known,
                "日志文件 " + file + " 由更新的版本写成，请先升级程序",
                "the journal was written by a newer Duban"));
    }

    /** An event this version does not understand. */
    static DubanException newer(String type, String what) {
        return new DubanException(Problem.of(
                ErrorCode.JOURNAL_NEWER,
                type,
                what,
                "",
                "日志中有本版本不认识的事件，请先升级程序",
                "the journal holds an event this version doesn't know"));
    }

    static DubanException damaged(Path file, String why) {
        return new DubanException(damage(file, why));
    }

    static DubanException damaged(Path file, String why, Throwable cause) {
        return new DubanException(damage(file, why + "（" + cause.getMessage() + "）"), cause);
    }

    private static Problem damage(Path file, String why) {
        return Problem.of(
                ErrorCode.JOURNAL_DAMAGED,
                "file",
                file,
                "由本系统写成且完好的日志文件",
                "日志文件已损坏或不是日志文件：" + why,
                "the journal's file is damaged or is something else");
    }

    /** A reader's database that is damaged or something else. */
    static DubanException damagedStore(Path file, SQLException cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.JOURNAL_DAMAGED,
                        "file",
                        file,
                        "由本系统写成且完好的数据库文件",
                        "文件已损坏或不是数据库（" + cause.getMessage() + "）",
                        "the file is damaged or no database"),
                cause);
    }

    /** An event that is there but can't be read. */
    static DubanException damagedEvent(long position, Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.JOURNAL_DAMAGED,
                        "position",
                        position,
                        "",
                        "第 " + position + " 号事件读不出来：" + cause.getMessage(),
                        "event can't be read: " + cause),
                cause);
    }

    /** The feed or a history has a gap. */
    static DubanException gap(String what, long expected, long found) {
        return new DubanException(Problem.of(
                ErrorCode.JOURNAL_DAMAGED, what, found, Long.toString(expected), "日志缺少事件", "an event is missing"));
    }

    static DubanException writeFailed(Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.JOURNAL_WRITE_FAILED,
                        "日志没有写成，什么也没有改变：" + cause.getMessage(),
                        "the journal could not be written: " + cause),
                cause);
    }

    static DubanException stopped() {
        return new DubanException(Problem.of(ErrorCode.STOPPED, "日志已经关闭", "the journal is closed"));
    }

    static DubanException conflict(StreamId stream, long expected, long found) {
        return new DubanException(Problem.of(
                ErrorCode.VERSION_CONFLICT,
                "expectedVersion",
                expected,
                Long.toString(found),
                stream + " 已被别人先改动",
                stream + " has moved on"));
    }

    static DubanException keyReused(String key) {
        return new DubanException(Problem.of(
                ErrorCode.KEY_REUSED,
                "key",
                key,
                "每条命令一个新的键",
                "这个幂等键已用于另一条命令",
                "this idempotency key was used for another command"));
    }

    static DubanException unstorable(String type, Throwable cause) {
        return new DubanException(
                Problem.of(
                        ErrorCode.INVALID_FIELD,
                        type,
                        "",
                        "合法的 Unicode 文字",
                        "事件不能写成 JSON：" + cause.getMessage(),
                        "the event can't be written as JSON: " + cause),
                cause);
    }

    /** What SQLite's answer to opening or reading a file means. */
    static DubanException reading(Path file, SQLException e) {
        return switch (code(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR, SQLITE_FORMAT, SQLITE_MISMATCH ->
                damaged(file, "读取失败", e);
            case SQLITE_BUSY, SQLITE_LOCKED -> inUse(file, "");
            default -> unusable(file, "读写失败", e);
        };
    }

    static boolean corrupt(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_CORRUPT || code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** The primary code: the low byte; details such as SQLITE_IOERR_FSYNC are in the others. */
    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    }
}
