package org.duban.paper.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.PaperRenderer;
import org.junit.jupiter.api.Test;

/** A renderer that fails, hangs or floods keeps a paper from being made in its format, and does nothing else. */
class RendererGuardTest {

    private static final Pages PAGES = new Pages("", "", List.of(), List.of());

    private final RendererGuard guard = new RendererGuard(Duration.ofMinutes(1), 8 << 20);

    @FunctionalInterface
    private interface Drawing {
        void draw(OutputStream out) throws IOException;
    }

    private static PaperRenderer renderer(Drawing drawing) {
        return new PaperRenderer() {
            @Override
            public String format() {
                return "x";
            }

            @Override
            public String mediaType() {
                return "application/x";
            }

            @Override
            public void render(Pages pages, OutputStream out) throws IOException {
                drawing.draw(out);
            }
        };
    }

    @Test
    void what_it_writes_is_the_file() throws IOException {
        assertArrayEquals(
                new byte[] {1, 2, 3},
                guard.render(
                        renderer(out -> {
                            out.write(1);
                            out.write(new byte[] {2, 3});
                        }),
                        "x",
                        PAGES));
    }

    @Test
    void whatever_it_throws_is_said() {
        for (Throwable thrown :
                List.of(new IllegalStateException("甲"), new StackOverflowError("乙"), new NoClassDefFoundError("丙"))) {
            PaperRenderer renderer = renderer(out -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            });
            IOException said = assertThrows(IOException.class, () -> guard.render(renderer, "x", PAGES));
            assertTrue(String.valueOf(said.getMessage()).contains(String.valueOf(thrown.getMessage())), said::toString);
        }
    }

    @Test
    void one_that_hangs_is_given_up_and_not_asked_again_until_it_has_come_back() throws Exception {
        RendererGuard impatient = new RendererGuard(Duration.ofSeconds(2), 8 << 20);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        PaperRenderer hanging = renderer(out -> {
            while (go.getCount() > 0) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    // A stranger that doesn't listen.
                }
            }
            gone.countDown();
        });
        IOException late = assertThrows(IOException.class, () -> impatient.render(hanging, "x", PAGES));
        assertTrue(String.valueOf(late.getMessage()).contains("没有完成"), late::toString);
        IOException again = assertThrows(IOException.class, () -> impatient.render(hanging, "x", PAGES));
        assertTrue(String.valueOf(again.getMessage()).contains("还没有"), again::toString);
        assertArrayEquals(new byte[] {7}, impatient.render(renderer(out -> out.write(7)), "x", PAGES));
        go.countDown();
        gone.await();
    }

    @Test
    void one_that_floods_is_stopped() {
        byte[] part = new byte[2 << 20];
        IOException full = assertThrows(
                IOException.class,
                () -> guard.render(
                        renderer(out -> {
                            for (int i = 0; i < 5; i++) {
                                out.write(part);
                            }
                        }),
                        "x",
                        PAGES));
        assertTrue(String.valueOf(full.getMessage()).contains("MB"), full::toString);
    }
}
