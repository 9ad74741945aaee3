package org.duban.cli;

import java.time.Duration;

/** Lengths of time for people. */
final class Durations {

    private Durations() {}

    /** To the two largest units: 3 天 4 小时, 2 分 5 秒, 0 秒. */
    static String zh(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " 天" + part(length.toHoursPart(), " 小时");
        }
        if (length.toHours() > 0) {
            return length.toHours() + " 小时" + part(length.toMinutesPart(), " 分");
        }
        if (length.toMinutes() > 0) {
            return length.toMinutes() + " 分" + part(length.toSecondsPart(), " 秒");
        }
        return length.toSeconds() + " 秒";
    }

    private static String part(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }
}
