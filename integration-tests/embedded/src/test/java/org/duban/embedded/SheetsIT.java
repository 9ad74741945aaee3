package org.duban.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.sheet.Intake.Choice;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.api.sheet.IntakePreview.Fate;
import org.duban.api.sheet.IntakeResult;
import org.duban.api.sheet.IntakeResult.Outcome;
import org.duban.api.sheet.SheetProgress;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Excel as a host has it: its libraries inside the bundle, inside the framework. */
class SheetsIT {

    @TempDir
    Path data;

    @Test
    void whatIsTakenInFromATableGoesOutAsAWorkbookThatCanBeTakenInAgain() {
        byte[] csv = "标题,留言内容,渠道\n小区停车难,没处停,人民网\n路灯不亮,三个月了,12345\n".getBytes(StandardCharsets.UTF_8);
        try (Duban duban = Duban.at(data).directory(Office.directory()).start()) {
            IntakePreview preview = duban.intake()
                    .preview(Office.DIRECTOR, "留言.csv", new ByteArrayInputStream(csv), IntakeOptions.NONE);
            assertEquals(2, preview.count(Fate.REGISTER), () -> preview.faults().toString());
            IntakeResult result = duban.intake()
                    .apply(
                            Office.DIRECTOR,
                            "留言.csv",
                            new ByteArrayInputStream(csv),
                            IntakeOptions.NONE,
                            preview.digest(),
                            Choice.ALL_OR_NOTHING,
                            SheetProgress.NONE);
            assertEquals(2, result.count(Outcome.REGISTERED));
            assertEquals(
                    2,
                    duban.ledger()
                            .count(Office.DIRECTOR, LedgerQuery.all(), Dimension.MONTH)
                            .total());

            ByteArrayOutputStream workbook = new ByteArrayOutputStream();
            assertEquals(
                    2,
                    duban.ledgerSheets()
                            .export(
                                    Office.DIRECTOR,
                                    LedgerQuery.all(),
                                    "",
                                    List.of("title", "content", "due", "light"),
                                    workbook,
                                    SheetProgress.NONE)
                            .rows());
            IntakePreview back = duban.intake()
                    .preview(
                            Office.DIRECTOR,
                            "台账.xlsx",
                            new ByteArrayInputStream(workbook.toByteArray()),
                            IntakeOptions.of("message"));
            assertEquals(2, back.count(Fate.REGISTER), "without its channel a message is another one");

            ByteArrayOutputStream figures = new ByteArrayOutputStream();
            duban.ledgerSheets().statistics(Office.DIRECTOR, LedgerQuery.all(), "", figures);
            assertTrue(figures.size() > 5_000);
        }
    }
}
