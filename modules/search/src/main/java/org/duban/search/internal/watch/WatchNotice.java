package org.duban.search.internal.watch;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.duban.api.matter.Matter;
import org.duban.api.search.Passage;
import org.duban.api.search.Watch;
import org.duban.search.internal.watch.WatchStore.Told;

/** What the owner of a watch is told. Pure. */
final class WatchNotice {

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");

    /** Passages that are shown; the rest is counted. */
    private static final int SHOWN = 3;

    private WatchNotice() {}

    /** 您关注的“油烟”有新内容：留言〔2026〕7号 晏家坪油烟扰民. */
    static String title(Watch watch, Matter matter) {
        return "您关注的“" + watch.name() + "”有新内容：" + matter.number() + " "
                + matter.subject().title();
    }

    /**
     * The matter, what was written by whom, and what was looked for.
     *
     * @param passages where it was found, the best first; none when it was found in the title, or the matter itself is what was looked for
     * @param names a person's name, by id
     */
    static String text(Watch watch, Matter matter, List<Passage> passages, UnaryOperator<String> names, ZoneId zone) {
        StringBuilder text = new StringBuilder()
                .append(matter.number())
                .append(' ')
                .append(matter.subject().title())
                .append('（')
                .append(matter.stage().zh())
                .append("）\n");
        for (Passage passage : passages.subList(0, Math.min(SHOWN, passages.size()))) {
            text.append(passage.kind().zh())
                    .append('（')
                    .append(names.apply(passage.by()))
                    .append("，")
                    .append(AT.format(passage.at().atZone(zone)))
                    .append("）：")
                    .append(passage.snippet().text())
                    .append('\n');
        }
        if (passages.size() > SHOWN) {
            text.append("另有 ").append(passages.size() - SHOWN).append(" 处\n");
        }
        return text.append("关注条件：").append(watch.text()).toString();
    }

    static String sumTitle(Watch watch, Told told) {
        return "您关注的“" + watch.name() + "”" + DAY.format(told.day()) + "另有 " + told.untold() + " 次新内容";
    }

    static String sumText(Watch watch, Told told) {
        return DAY.format(told.day()) + "已逐条通知 " + told.told() + " 次，另有 " + told.untold()
                + " 次没有逐条通知，最近一次就是本事项。\n要看全部，请在检索框中输入：" + watch.text() + "\n并按最近变动排序。条件太宽时，请修改或取消这项关注。";
    }
}
