package org.duban.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The texts both peers are given and have to keep, about as long as an office writes them. No two matters have the same. */
final class Texts {

    private static final String[] PLACES = {"滨河路", "西站街道", "黄峪镇", "建兰路", "彭家坪", "秀川片区", "魏岭乡", "安西路"};
    private static final String[] WORKS = {
        "老旧小区供暖管网改造", "排水管道清淤疏通", "背街小巷路灯维修", "学校周边环境整治", "便民市场建设", "河洪道防汛加固", "棚户区征收安置"
    };

    private Texts() {}

    static String title(int n) {
        return "关于尽快推进" + place(n) + work(n) + "工作的批示（" + n + "）";
    }

    static String content(int n) {
        return place(n) + work(n) + "事关群众切身利益，请有关单位高度重视，于本月内拿出工作方案，明确责任人和完成时限，"
                + "会同属地街道做好群众解释工作，施工期间确保道路畅通和居民安全，办理结果按时报区委督查室。来文编号第" + n + "号。";
    }

    static String instruction(int n) {
        return "请住建部门牵头，抓紧办理" + place(n) + "一事，结果报我。（" + n + "）";
    }

    /** What is written at one step; empty where people write nothing. */
    static String at(Step step, int n) {
        return switch (step) {
            case REGISTER, SUBMIT, ACKNOWLEDGE_LEAD, ACKNOWLEDGE_ASSIST, START_VERIFICATION -> "";
            case PROPOSE -> "拟请责任单位牵头办理，属地街道协办，限十五个工作日内办结并报送书面材料（" + n + "）。";
            case APPROVE -> "同意立项，按拟办意见交办（" + n + "）。";
            case ASSIGN -> "请制定方案，倒排工期，每周五前报送进展情况（" + n + "）。";
            case REPORT_PROGRESS -> "已完成现场踏勘和方案论证，" + work(n) + "施工单位已进场，完成总工程量的六成，预计下周全面完工（" + n + "）。";
            case FINISH_ASSIST -> "已配合牵头单位完成入户宣传和交通疏导工作（" + n + "）。";
            case FINISH_LEAD ->
                place(n) + work(n) + "已全部完成，共整治路段三处、改造管网一千二百米，涉及居民四百余户，经街道、社区和群众代表联合验收合格，" + "后续管护责任已落实到人（" + n + "）。";
            case PASS_VERIFICATION -> "现场核查属实，群众满意，同意销号（" + n + "）。";
            case PRESENT -> "该批示件已办结并经核查，现将办理情况呈报，请审示（" + n + "）。";
            case ENDORSE -> "很好，继续巩固（" + n + "）。";
            case DECIDE_CIRCULAR -> "按期办结，不作通报（" + n + "）。";
            case ARCHIVE -> "材料齐全，归档（" + n + "）。";
        };
    }

    /** All texts of one matter. */
    static List<String> all(int n) {
        return Stream.concat(
                        Stream.of(title(n), content(n), instruction(n)),
                        Step.LIFE.stream().map(step -> at(step, n)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** UTF-8 bytes of all texts of one matter: the least it can take to store them. */
    static int bytes(int n) {
        return String.join("", all(n)).getBytes(StandardCharsets.UTF_8).length;
    }

    private static String place(int n) {
        return PLACES[Math.floorMod(n, PLACES.length)];
    }

    private static String work(int n) {
        return WORKS[Math.floorMod(n, WORKS.length)];
    }
}
