package org.duban.paper.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.docx.Fault;
import org.duban.paper.internal.docx.Template;
import org.jspecify.annotations.Nullable;

/**
 * Finds the template of a paper: {@code <KIND>-<form type>.docx}, else {@code <KIND>.docx}; of each name the office's own first ({@code
 * templates} in the configuration folder), then a plugin's, then the one that comes with Duban. Files are read anew each time, so a
 * change is in use at once. Thread-safe.
 */
public final class Templates {

    /** What a leader reads of a report, on one page. */
    static final String SUMMARY = "summary";

    private static final String FOLDER = "templates";
    private static final String HINT = "模板提示：";

    private final @Nullable Path folder;
    private final Map<Object, Map<String, URL>> bundles = new ConcurrentHashMap<>();

    /** @param config the configuration folder; null when there is none */
    Templates(@Nullable Path config) {
        this.folder = config == null ? null : config.resolve(FOLDER);
    }

    /** A template that was found. */
    record Found(String name, String origin, Template template) {}

    /** Takes in a bundle's templates, file name → content. */
    void put(Object bundle, Map<String, URL> files) {
        bundles.put(bundle, new LinkedHashMap<>(files));
    }

    void remove(Object bundle) {
        bundles.remove(bundle);
    }

    /**
     * The template of a kind.
     *
     * @param formType id of the form type all its matters are of; null when there is none
     * @throws DubanException {@code TEMPLATE_INVALID} when it can't be used
     */
    Found of(PaperKind kind, @Nullable String formType) {
        Optional<Found> special = formType == null ? Optional.empty() : find(kind, kind + "-" + formType + ".docx");
        return special.or(() -> find(kind, kind + ".docx"))
                .orElseThrow(() -> new IllegalStateException("no template comes with Duban for " + kind));
    }

    /** The template of a kind's summary; empty when the kind has none. */
    Optional<Found> summary(PaperKind kind) {
        return find(kind, kind + "." + SUMMARY + ".docx");
    }

    private Optional<Found> find(PaperKind kind, String name) {
        try {
            if (folder != null && Files.isRegularFile(folder.resolve(name))) {
                Path file = folder.resolve(name);
                return Optional.of(checked(kind, name, file.toString(), Files.readAllBytes(file)));
            }
            for (Map<String, URL> files : bundles.values()) {
                URL url = files.get(name);
                if (url != null) {
                    try (InputStream in = url.openStream()) {
                        return Optional.of(checked(kind, name, url.toString(), in.readAllBytes()));
                    }
                }
            }
            try (InputStream in = Templates.class.getResourceAsStream(FOLDER + "/" + name)) {
                return in == null ? Optional.empty() : Optional.of(checked(kind, name, name, in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new DubanException(unreadable(name, e), e);
        }
    }

    private static Found checked(PaperKind kind, String name, String origin, byte[] bytes) throws IOException {
        Template template = Template.read(bytes);
        List<Problem> problems = template.check(Vocabularies.of(kind)).stream()
                .filter(Fault::blocking)
                .map(fault -> problem(origin, fault))
                .toList();
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return new Found(name, origin, template);
    }

    /** Whether papers can't be made because of it; otherwise something merely doesn't come through in PDF and OFD. */
    public static boolean keepsFromUse(Problem problem) {
        return !problem.messageZh().startsWith(HINT);
    }

    /** The names a template of a kind may use, a line each. */
    public static List<String> placeholders(PaperKind kind) {
        return Vocabularies.of(kind).describe();
    }

    /** All that is wrong with a template. */
    public static List<Problem> check(PaperKind kind, byte[] docx) {
        try {
            return Template.read(docx).check(Vocabularies.of(kind)).stream()
                    .map(fault -> problem("", fault))
                    .toList();
        } catch (IOException e) {
            return List.of(unreadable("", e));
        }
    }

    private static Problem problem(String file, Fault fault) {
        return Problem.of(
                ErrorCode.TEMPLATE_INVALID,
                file.isEmpty() ? fault.place() : file + " " + fault.place(),
                fault.written(),
                fault.expected(),
                (fault.blocking() ? "模板有误：" : HINT) + fault.message(),
                fault.blocking() ? "The template is wrong here" : "This part of the template isn't shown in PDF");
    }

    private static Problem unreadable(String file, IOException e) {
        return Problem.of(
                ErrorCode.TEMPLATE_INVALID,
                file,
                String.valueOf(e.getMessage()),
                "Word 文档（.docx）",
                "模板不可读",
                "The template can't be read");
    }

    /** Every template in use by default that can't be used, for the health report. */
    List<Problem> faults() {
        List<Problem> problems = new java.util.ArrayList<>();
        for (PaperKind kind : PaperKind.values()) {
            for (String name : List.of(kind + ".docx", kind + "." + SUMMARY + ".docx")) {
                try {
                    find(kind, name);
                } catch (DubanException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        return problems;
    }
}
