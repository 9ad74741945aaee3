package org.duban.evaluation.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.duban.api.evaluation.Level;
import org.duban.api.health.Finding.Status;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.duban.spi.dossier.DossierItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationDossierTest {

    private static String text(DossierItem item) {
        try (InputStream in = item.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEvaluatedMattersDossierHasItsFormWithEverySignature(@TempDir Path folder) {
        Bureau.in(folder, bureau -> {
            EvaluationDossier source = new EvaluationDossier(bureau.evaluations, District.ZONE);
            MatterId id = bureau.cleared("整治 <油烟>", District.ZJJ, "2026-03-26");
            assertEquals(List.of(), source.itemsOf(id));
            bureau.office(id, "90");
            bureau.evaluations.correct(District.DEPUTY, id, Level.OFFICE, new BigDecimal("88.5"), "材料不全");
            List<DossierItem> items = source.itemsOf(id);
            assertEquals(
                    List.of("考核评价表.html", "考核评价.json"),
                    items.stream().map(DossierItem::fileName).toList());
            String page = text(items.get(0));
            assertTrue(page.contains("整治 &lt;油烟&gt;") && page.contains("住房和城乡建设局") && page.contains("马副主任"), page);
            assertTrue(page.contains("R-03"), page);
            String data = text(items.get(1));
            assertTrue(data.contains("\"quality\" : \"88.5\"") && data.contains("\"quality\" : \"90\""), data);
            assertEquals(page, text(items.get(0)));
        });
    }

    @Test
    void healthSaysWhatHoldsTheScoresUp() {
        assertEquals(
                Status.OK,
                EvaluationHealth.finding(new EvaluationHealth.Look(9, 0, 0, 1, "", Duration.ZERO))
                        .status());
        assertEquals(
                Status.WARN,
                EvaluationHealth.finding(new EvaluationHealth.Look(9, 0, 1, 1, "", Duration.ZERO))
                        .status());
        assertEquals(
                Status.FAIL,
                EvaluationHealth.finding(new EvaluationHealth.Look(9, 0, 0, 1, "disk full", Duration.ZERO))
                        .status());
    }
}
