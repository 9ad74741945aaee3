package org.duban.paper.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.PaperRenderer;

/**
 * Asks a renderer, which is a stranger's, on a thread of its own: it has so long and may write so much. One that doesn't come back isn't asked
 * again until it has.
 */
final class RendererGuard {

    private final Duration limit;
    private final int mostBytes;
    private final Set<PaperRenderer> stuck = ConcurrentHashMap.newKeySet();

    RendererGuard(Duration limit, int mostBytes) {
        this.limit = limit;
        this.mostBytes = mostBytes;
    }

    /**
     * The pages as the renderer draws them.
     *
     * @throws IOException when it fails in whatever way, takes too long, or hasn't come back from an earlier time
     */
    byte[] render(PaperRenderer renderer, String format, Pages pages) throws IOException {
        if (stuck.contains(renderer)) {
            throw new IOException("生成 " + format + " 的插件还没有从上一次调用返回");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FutureTask<Void> task = new FutureTask<>(() -> {
            try {
                renderer.render(pages, new Limited(bytes));
                return null;
            } finally {
                stuck.remove(renderer);
            }
        });
        Thread thread = new Thread(task, "duban-paper-" + format);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return bytes.toByteArray();
        } catch (TimeoutException e) {
            stuck.add(renderer);
            if (task.isDone()) {
                stuck.remove(renderer);
            }
            thread.interrupt();
            throw new IOException("生成 " + format + " 的插件在 " + limit.toSeconds() + " 秒内没有完成", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("生成 " + format + " 时被中断", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("生成 " + format + " 的插件出错：" + e.getCause(), e.getCause());
        }
    }

    /** An output that takes no more than a paper can be. */
    private final class Limited extends OutputStream {

        private final ByteArrayOutputStream to;

        Limited(ByteArrayOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) throws IOException {
            room(1);
            to.write(value);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            room(length);
            to.write(from, offset, length);
        }

        private void room(int length) throws IOException {
            if (to.size() > mostBytes - length) {
                throw new IOException("文件超过 " + (mostBytes >> 20) + " MB");
            }
        }
    }
}
