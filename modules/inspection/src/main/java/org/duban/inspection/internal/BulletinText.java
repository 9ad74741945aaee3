package org.duban.inspection.internal;

import java.util.stream.Collectors;
import org.duban.api.inspection.DailyBulletin;
import org.duban.api.inspection.DailyBulletin.UnitLine;
import org.duban.api.inspection.FindingCounts;

/** A daily bulletin in words. */
final class BulletinText {

    private static final int MOST_PLACES = 10;

    private BulletinText() {}

    static String of(DailyBulletin bulletin) {
        StringBuilder text = new StringBuilder();
        text.append(bulletin.day().getYear())
                .append("年")
                .append(bulletin.day().getMonthValue())
                .append("月")
                .append(bulletin.day().getDayOfMonth())
                .append("日，");
        if (bulletin.visits() == 0) {
            text.append("未记录督查走访");
        } else {
            text.append("督查")
                    .append(bulletin.visits())
                    .append("次，")
                    .append(bulletin.people())
                    .append("人次");
            if (!bulletin.places().isEmpty()) {
                text.append("，地点：")
                        .append(bulletin.places().stream().limit(MOST_PLACES).collect(Collectors.joining("、")));
                if (bulletin.places().size() > MOST_PLACES) {
                    text.append("等").append(bulletin.places().size()).append("处");
                }
            }
        }
        text.append("；新发现问题")
                .append(bulletin.found())
                .append("个，新整改")
                .append(bulletin.rectified())
                .append("个。\n累计督查")
                .append(bulletin.visitsSoFar())
                .append("次，");
        counts(bulletin.total(), text);
        text.append("。\n");
        for (UnitLine unit : bulletin.units()) {
            text.append(unit.name()).append("：");
            if (unit.found() > 0 || unit.rectified() > 0) {
                text.append("当日新发现")
                        .append(unit.found())
                        .append("个，新整改")
                        .append(unit.rectified())
                        .append("个；累计");
            }
            counts(unit.total(), text);
            text.append("。\n");
        }
        return text.toString();
    }

    private static void counts(FindingCounts counts, StringBuilder text) {
        text.append("发现问题")
                .append(counts.found())
                .append("个，已整改")
                .append(counts.rectified())
                .append("个，");
        text.append("未整改").append(counts.unrectified()).append("个");
        if (counts.carriedOver() > 0 || counts.overdue() > 0) {
            text.append("（");
            text.append(counts.overdue() > 0 ? "其中逾期" + counts.overdue() + "个" : "");
            text.append(counts.carriedOver() > 0 && counts.overdue() > 0 ? "，" : "");
            text.append(counts.carriedOver() > 0 ? "结转" + counts.carriedOver() + "个" : "");
            text.append("）");
        }
    }
}
