package org.duban.search.internal.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.api.search.IndexStatus;
import org.duban.api.search.IndexStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * How the index was at one moment, and what is said of it. Pure.
 *
 * @param engine name of the engine
 * @param whole whether a whole index answers
 * @param rebuild the rebuild under way; null when none is
 * @param blocked why it can't be written, in Chinese; empty when it can
 * @param matters how many matters are found
 * @param position position up to which it is searchable
 * @param head the journal's newest position
 * @param behind events that it has been behind for longer than a moment; 0 when it isn't
 * @param troubles what couldn't be brought in
 */
record Look(
        String engine,
        boolean whole,
        @Nullable Progress rebuild,
        String blocked,
        long matters,
        long position,
        long head,
        long behind,
        List<Trouble> troubles) {

    private static final int NAMED = 3;

    /** How far a rebuild is. */
    record Progress(long done, long total, Instant startedAt) {

        String zh() {
            return total > 0 ? done + " 件 / 约 " + total + " 件" : done + " 件";
        }
    }

    State state() {
        if (rebuild == null) {
            return blocked.isEmpty() && whole ? State.READY : State.BLOCKED;
        }
        return whole ? State.REBUILDING : State.PARTIAL;
    }

    IndexStatus status() {
        return new IndexStatus(
                state(),
                engine,
                matters,
                position,
                head,
                rebuild == null ? 0 : rebuild.done(),
                rebuild == null ? 0 : rebuild.total(),
                rebuild == null ? null : rebuild.startedAt(),
                message());
    }

    /** How it is and what to do, in one sentence. */
    String message() {
        List<String> parts = new ArrayList<>();
        Progress progress = rebuild;
        if (progress != null) {
            parts.add("正在重建，已完成 " + progress.zh() + (whole ? "，期间由原索引应答" : "，期间结果不全"));
        }
        if (!blocked.isEmpty()) {
            parts.add((whole ? "索引写不进，已有内容照常检索：" : "索引不能使用：") + blocked + "；请检查磁盘空间和数据目录，排除后自动恢复，不影响事项办理");
        } else if (progress == null && !whole) {
            parts.add("索引即将重建");
        }
        if (behind > 0 && progress == null) {
            parts.add("还有 " + behind + " 条记录未收录，正在追赶");
        }
        if (!troubles.isEmpty()) {
            parts.add(trouble());
        }
        return parts.isEmpty() ? "正常，共 " + matters + " 件" : String.join("；", parts);
    }

    /** What couldn't be brought in, and what to do; empty when everything could. */
    String trouble() {
        return troubles.isEmpty()
                ? ""
                : troubles.size() + " 项未能收录（"
                        + troubles.stream()
                                .limit(NAMED)
                                .map(t -> t.what() + "：" + t.reason())
                                .collect(Collectors.joining("；"))
                        + (troubles.size() > NAMED ? " 等" : "")
                        + "），每分钟重试；仍不消失请把日志交给维护人员";
    }

    /** What a person who reads results should know. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        Progress progress = rebuild;
        if (progress != null && !whole) {
            remarks.add("索引正在重建，已收录 " + progress.zh() + "，结果不全");
        } else if (progress != null) {
            remarks.add("索引正在重建，暂由原索引应答");
        }
        if (!blocked.isEmpty()) {
            remarks.add("索引暂时写不进，最近的变化可能查不到");
        } else if (behind > 0) {
            remarks.add("索引还差 " + behind + " 条记录，最近的变化可能查不到");
        }
        if (!troubles.isEmpty()) {
            remarks.add("有 " + troubles.size() + " 项未能收录，可能查不到");
        }
        return remarks;
    }
}
