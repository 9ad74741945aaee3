package org.duban.dossier.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.dossier.DigestAlgorithm;
import org.duban.api.journal.Series;
import org.duban.api.matter.Retention;
import org.jspecify.annotations.Nullable;

/**
 * How a district keeps its dossiers: {@code dossier.json} of the configuration folder, or the resource of that name.
 *
 * @param organization who keeps them (立档单位), named in packages
 * @param fileNumber pattern of 档号: {@code {year}}, {@code {retention}} and {@code {n}} are replaced
 * @param certificate pattern of the numbers of destruction certificates
 * @param algorithm SHA-256 or SM3
 * @param anchors when and where the chain's heads are written
 */
record DossierRules(String organization, String fileNumber, String certificate, String algorithm, Anchoring anchors) {

    static final String FILE = "dossier.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * When and where the chain's heads are written.
     *
     * @param folder of the anchor file; empty: {@code anchors} in the data directory
     * @param everyEvents a head after so many events at the latest
     * @param everyMinutes and after so many minutes, when there was any event
     */
    record Anchoring(String folder, int everyEvents, int everyMinutes) {}

    DigestAlgorithm digest() {
        return algorithm.equals(DigestAlgorithm.SM3.id()) ? DigestAlgorithm.SM3 : DigestAlgorithm.SHA256;
    }

    /** One series a year and retention (DA/T 22-2015: 年度—保管期限—件号). */
    Series fileNumbers(int year, Retention retention) {
        return new Series("dossier-" + retention, year, fileNumber.replace("{retention}", retention.name()));
    }

    Series certificates(int year) {
        return new Series("dossier-destruction", year, certificate);
    }

    /** Where the anchor file is. */
    Path anchorFolder(Path data) {
        return anchors.folder().isBlank() ? data.resolve("anchors") : data.resolve(anchors.folder());
    }

    /** @throws DubanException {@code CONFIGURATION_INVALID} with every mistake */
    static DossierRules read(@Nullable Path folder) {
        try {
            if (folder != null && Files.exists(folder.resolve(FILE))) {
                return parse(Files.readString(folder.resolve(FILE)));
            }
            try (InputStream in = Objects.requireNonNull(DossierRules.class.getResourceAsStream(FILE), FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new DubanException(wrong("", e.getMessage(), "UTF-8 编码、可读的 JSON 文件"), e);
        }
    }

    static DossierRules parse(String json) {
        DossierRules rules;
        try {
            rules = JSON.readValue(json, DossierRules.class);
        } catch (JsonProcessingException e) {
            throw new DubanException(
                    wrong(
                            "",
                            e.getOriginalMessage(),
                            "{\"organization\":…,\"fileNumber\":…,\"certificate\":…,\"algorithm\":…,\"anchors\":{\"folder\":…,\"everyEvents\":…,\"everyMinutes\":…}}"),
                    e);
        }
        List<Problem> problems = rules.problems();
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return rules;
    }

    @SuppressWarnings("NullAway") // What Jackson has read may lack anything.
    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (organization == null || organization.isBlank()) {
            problems.add(wrong("/organization", organization, "立档单位名称"));
        }
        if (fileNumber == null
                || !fileNumber.contains("{year}")
                || !fileNumber.contains("{retention}")
                || !fileNumber.matches(".*\\{n}\\D*")) {
            problems.add(wrong("/fileNumber", fileNumber, "含 {year}、{retention}，以 {n} 收尾的档号格式"));
        }
        if (certificate == null || !certificate.contains("{year}") || !certificate.contains("{n}")) {
            problems.add(wrong("/certificate", certificate, "含 {year}、{n} 的编号格式"));
        }
        if (!DigestAlgorithm.SHA256.id().equals(algorithm)
                && !DigestAlgorithm.SM3.id().equals(algorithm)) {
            problems.add(wrong("/algorithm", algorithm, "SHA-256 或 SM3"));
        }
        if (anchors == null || anchors.folder() == null) {
            problems.add(wrong("/anchors", anchors, "{\"folder\":\"\",\"everyEvents\":1000,\"everyMinutes\":60}"));
        } else {
            if (anchors.everyEvents() < 1) {
                problems.add(wrong("/anchors/everyEvents", anchors.everyEvents(), "不小于 1"));
            }
            if (anchors.everyMinutes() < 1) {
                problems.add(wrong("/anchors/everyMinutes", anchors.everyMinutes(), "不小于 1"));
            }
        }
        return problems;
    }

    private static Problem wrong(String pointer, @Nullable Object value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                FILE + pointer,
                value,
                expected,
                "档案规则有误",
                "The rules on dossiers are not usable");
    }
}
