package org.duban.paper.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.paper.internal.docx.Docx;
import org.duban.paper.internal.docx.Template;
import org.duban.paper.internal.layout.Fonts;
import org.duban.paper.internal.layout.Typesetter;
import org.duban.spi.paper.PaperRenderer;
import org.jspecify.annotations.Nullable;

/** Makes files: a template is filled (DOCX), what it is then is set on pages, and those are drawn (PDF, and what plugins draw). */
final class Press {

    static final String DOCX = "docx";
    static final String PDF = "pdf";
    static final String DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    static final String PDF_TYPE = "application/pdf";

    private final Fonts fonts;

    /** Fonts are read from their files while they are drawn; one drawing at a time. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private final RendererGuard guard = new RendererGuard(Duration.ofMinutes(1), 256 << 20);

    Press(Fonts fonts) {
        this.fonts = fonts;
    }

    /** A filled template; {@code set} is null when it was set in no pages as no format asked for them. */
    record Made(Docx docx, Typesetter.@Nullable Result set) {

        int pages() {
            return set == null ? 0 : set.pages().sheets().size();
        }
    }

    /** @param setIt whether pages are wanted, for anything but DOCX */
    Made make(Template template, Map<String, ?> tree, String title, String number, boolean setIt) {
        try {
            Docx filled = template.fill(tree);
            if (!setIt) {
                return new Made(filled, null);
            }
            oneAtATime.lock();
            try {
                return new Made(filled, Typesetter.set(filled, fonts, title, number));
            } finally {
                oneAtATime.unlock();
            }
        } catch (IOException e) {
            throw notMade(DOCX, e);
        }
    }

    /** One file of it. */
    byte[] write(Made made, String format, List<PaperRenderer> renderers) {
        if (format.equals(DOCX)) {
            return made.docx().bytes();
        }
        Typesetter.Result set = made.set();
        if (set == null) {
            throw new IllegalStateException("not set: " + format);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (format.equals(PDF)) {
                oneAtATime.lock();
                try {
                    PdfWriting.write(set, bytes);
                } finally {
                    oneAtATime.unlock();
                }
            } else {
                return guard.render(renderer(format, renderers), format, set.pages());
            }
        } catch (DubanException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw notMade(format, e);
        }
        return bytes.toByteArray();
    }

    static PaperRenderer renderer(String format, List<PaperRenderer> renderers) {
        return renderers.stream()
                .filter(renderer -> renderer.format().equals(format))
                .findFirst()
                .orElseThrow(() -> new DubanException(Problem.invalid(
                        "format",
                        format,
                        "docx、pdf"
                                + renderers.stream().map(r -> "、" + r.format()).collect(Collectors.joining()),
                        "没有这种格式")));
    }

    private static DubanException notMade(String format, Throwable e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.PAPER_NOT_MADE,
                        format,
                        String.valueOf(e.getMessage()),
                        "",
                        "公文文件没有生成",
                        "The paper's file couldn't be made"),
                e instanceof Exception exception ? exception : new IllegalStateException(e));
    }

    /** Whether there is a font with Chinese at all. */
    boolean canSet() {
        return fonts.anyChinese();
    }

    /** What isn't as it should be: fonts that something else stands for, characters that nothing stands for. */
    static List<Problem> remarks(Made made) {
        List<Problem> remarks = new ArrayList<>();
        Typesetter.Result set = made.set();
        if (set != null) {
            set.gaps().forEach(gap -> remarks.add(gap(gap)));
            if (!set.lacking().isEmpty()) {
                remarks.add(lacking(set));
            }
        }
        return remarks;
    }

    private static Problem gap(Fonts.Gap gap) {
        return Problem.of(
                ErrorCode.FONT_MISSING,
                "font",
                gap.wanted(),
                "把字体文件放进配置文件夹的 fonts 文件夹",
                gap.taken().isEmpty() ? "没有任何中文字体" : "缺少字体，以“" + gap.taken() + "”代替",
                gap.taken().isEmpty() ? "There is no Chinese font" : "A font is missing; another one stands for it");
    }

    /** Throws when a character of it has no font, or no font has Chinese. */
    static void requireWhole(Made made) {
        Typesetter.Result set = made.set();
        if (set == null) {
            return;
        }
        if (!set.lacking().isEmpty()) {
            boolean none = set.gaps().stream().anyMatch(gap -> gap.taken().isEmpty());
            throw new DubanException(none ? gap(set.gaps().get(0)) : lacking(set));
        }
    }

    private static Problem lacking(Typesetter.Result set) {
        String characters = set.lacking().stream()
                .sorted()
                .limit(20)
                .map(c ->
                        Character.toString(c) + "（U+" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT) + "）")
                .collect(Collectors.joining("、"));
        return Problem.of(
                ErrorCode.FONT_MISSING,
                "text",
                characters,
                "把有这些字的字体文件放进配置文件夹的 fonts 文件夹",
                "有的字没有字体",
                "No font has these characters");
    }
}
