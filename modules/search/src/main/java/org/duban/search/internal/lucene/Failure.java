package org.duban.search.internal.lucene;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/** What a failure of Lucene means: whether only building anew helps, or trying again may. */
final class Failure {

    private Failure() {}

    /** What Lucene is called for. */
    interface Call<T> {
        T run() throws IOException;
    }

    /** As {@link Call}, for its effect. */
    interface Action {
        void run() throws IOException;
    }

    /** Calls Lucene, and says what a failure means. */
    static void run(String index, Action action) {
        guarded(index, () -> {
            action.run();
            return index;
        });
    }

    /** Calls Lucene, and says what a failure means. */
    static <T> T guarded(String index, Call<T> call) {
        try {
            return call.run();
        } catch (AlreadyClosedException e) {
            throw of(index, e);
        } catch (IOException e) {
            throw of(index, e);
        }
    }

    /**
     * As above, for reading. Damage that Lucene doesn't expect shows as any exception; whether it is damage, the checksums tell.
     *
     * @param reader what is read
     */
    static <T> T guarded(String index, IndexReader reader, Call<T> call) {
        try {
            return guarded(index, call);
        } catch (DubanException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            run(index, () -> {
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
            });
            throw e;
        }
    }

    /** Closes what was opened before something failed; what fails now is told with it. */
    static void close(Throwable failure, @Nullable Closeable... opened) {
        for (Closeable each : opened) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** @param index the index's name, for people */
    static DubanException of(String index, IOException cause) {
        if (cause instanceof LockObtainFailedException) {
            return unavailable(index, "另一个进程正在使用", "another process has it open", cause);
        }
        return isDamage(cause)
                ? damaged(index, "读不了：" + message(cause), "can't be read: " + message(cause), cause)
                : unavailable(index, message(cause), message(cause), cause);
    }

    /** After the index was ended, by its owner or by a failure before. */
    static DubanException of(String index, AlreadyClosedException cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return unavailable(index, "已关闭：" + message(reason), "is closed: " + message(reason), cause);
    }

    static DubanException damaged(String index, String zh, String en, @Nullable Throwable cause) {
        return failure(
                ErrorCode.INDEX_DAMAGED,
                index,
                "检索索引损坏或版本不符，需要重建：" + zh,
                "the search index has to be built anew: " + en,
                cause);
    }

    static DubanException unavailable(String index, String zh, String en, @Nullable Throwable cause) {
        return failure(
                ErrorCode.INDEX_UNAVAILABLE, index, "检索索引暂不可用：" + zh, "the search index can't be used: " + en, cause);
    }

    private static DubanException failure(
            ErrorCode code, String index, String zh, String en, @Nullable Throwable cause) {
        Problem problem = Problem.of(code, "index", index, "", zh, en);
        return cause == null ? new DubanException(problem) : new DubanException(problem, cause);
    }

    private static boolean isDamage(IOException cause) {
        return cause instanceof CorruptIndexException
                || cause instanceof IndexFormatTooOldException
                || cause instanceof IndexFormatTooNewException
                || cause instanceof IndexNotFoundException
                || cause instanceof EOFException
                || cause instanceof NoSuchFileException
                || cause instanceof FileNotFoundException;
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
