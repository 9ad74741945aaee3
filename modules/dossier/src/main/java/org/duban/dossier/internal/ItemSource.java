package org.duban.dossier.internal;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duban.api.matter.MatterId;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Kept;

/**
 * Stands between Duban and one source of documents: asks it on a thread of its own, with a time limit, and keeps what it gives. A call that doesn't
 * come back costs one thread; the source isn't asked again until it does. Thread-safe.
 */
final class ItemSource {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final DossierSource source;
    private final Duration limit;
    private boolean busy;

    ItemSource(String name, DossierSource source, Duration limit) {
        this.name = name;
        this.source = source;
        this.limit = limit;
    }

    /** An item, whose content is kept. */
    record Got(DossierItem item, Kept kept) {}

    /** It couldn't say what it has; the message says why, in Chinese. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    String name() {
        return name;
    }

    List<Got> ask(MatterId matter, FileStore store) throws Failed {
        synchronized (this) {
            if (busy) {
                throw new Failed("文件来源 " + name + " 的上一次询问还没有返回");
            }
            busy = true;
        }
        FutureTask<List<Got>> call = new FutureTask<>(() -> {
            try {
                List<Got> got = new ArrayList<>();
                for (DossierItem item : source.itemsOf(matter)) {
                    try (InputStream in = item.content().open()) {
                        got.add(new Got(item, store.put(in)));
                    }
                }
                return got;
            } finally {
                free();
            }
        });
        Thread thread = new Thread(call, "duban-dossier-source-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(source.getClass().getClassLoader());
        thread.start();
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new Failed("文件来源 " + name + " 超过 " + limit.toSeconds() + " 秒没有答复");
        } catch (ExecutionException e) {
            throw new Failed("文件来源 " + name + " 没有答复：" + Texts.line(String.valueOf(e.getCause()), 200));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new Failed("等待文件来源 " + name + " 时被中断");
        }
    }

    private synchronized void free() {
        busy = false;
    }
}
