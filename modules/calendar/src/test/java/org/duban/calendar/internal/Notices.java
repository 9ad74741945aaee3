package org.duban.calendar.internal;

import java.time.LocalDate;

/** Notices for the tests to import. */
final class Notices {

    private Notices() {}

    /** A notice that opens a year after the shipped ones: the days that are always off. */
    static String forYear(int year) {
        LocalDate issued = LocalDate.of(year - 1, 11, 5);
        return """
                文号 测试〔%1$d〕1号
                标题 关于%2$d年部分节假日安排的通知
                签发 %3$s
                年份 %2$d
                放假 %2$d-01-01 元旦
                放假 %2$d-05-01 劳动节
                放假 %2$d-10-01 至 %2$d-10-03 国庆节
                """.formatted(year - 1, year, issued);
    }
}
