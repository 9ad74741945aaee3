package org.duban.search.internal.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes {@code similar-shapes.txt} from the files of the Unicode Han Database: {@code SimilarShapesGenerator FOLDER
 * TABLE}, where the folder has Unihan_DictionaryLikeData.txt, Unihan_IRGSources.txt and Unihan_OtherMappings.txt.
 */
public final class SimilarShapesGenerator {
    /**
     * The 3,500 common and 3,000 next characters of the General Standard Chinese Characters of 2013 (kTGH counts them
     * by this order).
     */
    private static final int KNOWN = 6500;

    private static final int KEPT = 12;
    private static final int MOST = 16;
    private static final double LEAST = 1.45;

    /** Taught in schools as easily confused, and too short for codes of components to tell. */
    private static final String TAUGHT =
            "己已巳 末未 戊戌戍戎 干千于 日曰 人入八 土士 免兔 即既 天夫夭 午牛 刀力刁 茶荼 目且 仑仓 失矢 历厉 厂广 王玉主 大太犬 乌鸟 今令 母毋 田由甲申 戴载栽裁 薄簿 籍藉 账帐 赃脏 "
                    + "环还坏 优忧扰 垃拉位 辩辨辫瓣 密蜜 幕墓慕暮募 治冶 泠冷 准淮 徒徙陡 崇祟 概慨溉 竭揭歇 坡波破玻披 篮蓝 搏博膊 贷货 贪贫 章彰障 规现视 遗遣 谴遣 违伟围纬 撞憧幢 绿缘录 澡躁燥噪操 既概 魁魂魄 "
                    + "块快决诀 抱饱泡炮跑袍 沦论伦轮抡纶 沧抢枪苍 宵霄消销削稍 汽气 污汗汁 住往柱注驻 建健键 居局剧据 推堆维谁 滩摊瘫难 很狠恨根跟 限眼银 拔拨 折拆析 侯候 晴睛清情请 圾极级吸 计汁什 "
                    + "买卖 师帅 乒乓 兵乒 办为 力办 亨享 茬茌 赢羸嬴 洒酒 灸炙 汆氽 刺剌 棵颗 稍捎 侧测厕 型形刑 园圆 州洲 带戴 做作 座坐 副幅福 竟竞 弛驰 绪诸 梁粱 杨扬场汤 班斑 部陪 陪赔培 拌伴绊 渡度 粮娘 峻俊竣骏 "
                    + "燃然 钓钩钧 微徽 候喉猴 疫疾病 痒养 申伸 徵微 壁璧 蓬篷 裸棵 盲育 肓盲 官宫 宣宜 孤狐弧 抓瓜爪 爪瓜 斤斥 兑说 仿访纺 防妨 讠让 让上 玲铃 岭领 冶治 炼练 拣练 栋炼 耍要 票栗粟 暑署 署薯 竖坚 紧坚";

    private SimilarShapesGenerator() {}

    private record Han(char character, String components, List<String> corners, Set<String> phonetic, int strokes) {}

    public static void main(String[] args) throws IOException {
        Map<Character, Map<String, String>> fields = new TreeMap<>();
        for (String file : List.of("DictionaryLikeData", "IRGSources", "OtherMappings")) {
            for (String line :
                    Files.readAllLines(Path.of(args[0], "Unihan_" + file + ".txt"), StandardCharsets.UTF_8)) {
                String[] cells = line.split("\t");
                if (cells.length == 3 && cells[0].matches("U\\+[0-9A-F]{4}")) {
                    fields.computeIfAbsent((char) Integer.parseInt(cells[0].substring(2), 16), c -> new HashMap<>())
                            .put(cells[1], cells[2]);
                }
            }
        }
        List<Han> known = new ArrayList<>();
        fields.forEach((character, values) -> {
            String rank = values.getOrDefault("kTGH", "2013:9999").replaceAll(".*:", "");
            if (Integer.parseInt(rank) <= KNOWN && values.containsKey("kCangjie")) {
                known.add(new Han(
                        character,
                        values.get("kCangjie"),
                        words(values.get("kFourCornerCode")).stream()
                                .map(code -> code.substring(0, 4))
                                .toList(),
                        Set.copyOf(words(values.get("kPhonetic")).stream()
                                .map(group -> group.replaceAll("[^0-9]", ""))
                                .toList()),
                        Integer.parseInt(values.get("kTotalStrokes").split(" ")[0])));
            }
        });

        Map<Character, Map<Character, Double>> near = new TreeMap<>();
        for (Han han : known) {
            List<Map.Entry<Character, Double>> best = new ArrayList<>();
            for (Han other : known) {
                double likeness = other == han ? 0 : likeness(han, other);
                if (likeness >= LEAST) {
                    best.add(Map.entry(other.character, likeness));
                }
            }
            best.sort(Map.Entry.<Character, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()));
            for (Map.Entry<Character, Double> one : best.subList(0, Math.min(KEPT, best.size()))) {
                near(near, han.character, one.getKey(), one.getValue());
            }
        }
        for (String group : TAUGHT.split(" ")) {
            for (char one : group.toCharArray()) {
                for (char other : group.toCharArray()) {
                    if (one != other) {
                        near(near, one, other, 3.0);
                    }
                }
            }
        }
        StringBuilder table = new StringBuilder(HEADER);
        near.forEach((character, others) -> table.append(character)
                .append(others.entrySet().stream()
                        .sorted(Map.Entry.<Character, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(entry -> String.valueOf(entry.getKey()))
                        .collect(Collectors.joining()))
                .append('\n'));
        Files.writeString(Path.of(args[1]), table, StandardCharsets.UTF_8);
    }

    private static void near(Map<Character, Map<Character, Double>> near, char one, char other, double likeness) {
        near.computeIfAbsent(one, c -> new TreeMap<>()).merge(other, likeness, Math::max);
    }

    private static List<String> words(String value) {
        return value == null ? List.of() : Arrays.asList(value.split(" "));
    }

    /** From 0 to 3.4; the weights were fitted to pairs that schools teach. */
    private static double likeness(Han a, Han b) {
        int strokes = Math.abs(a.strokes - b.strokes);
        if (strokes > 4) {
            return 0;
        }
        int longer = Math.max(a.components.length(), b.components.length());
        double edits = edits(a.components, b.components);
        if (edits > 1 && sorted(a.components).equals(sorted(b.components))) {
            edits = .5;
        }
        double corners = a.corners.isEmpty() || b.corners.isEmpty() ? .4 : 0;
        for (String one : a.corners) {
            for (String other : b.corners) {
                int same = 0;
                for (int i = 0; i < 4; i++) {
                    same += one.charAt(i) == other.charAt(i) ? 1 : 0;
                }
                corners = Math.max(corners, same / 4.0);
            }
        }
        boolean sameSound = a.phonetic.stream().anyMatch(b.phonetic::contains);
        int tail = 0;
        while (tail < Math.min(a.components.length(), b.components.length())
                && a.components.charAt(a.components.length() - 1 - tail)
                        == b.components.charAt(b.components.length() - 1 - tail)) {
            tail++;
        }
        double common = 2.0 * common(a.components, b.components) / (a.components.length() + b.components.length());
        return .58 * (1 - edits / longer)
                + .71 * corners
                + (sameSound ? .49 : 0)
                + .68 * (1 - strokes / 4.0)
                + .61 * tail / longer
                + .35 * common;
    }

    private static String sorted(String text) {
        char[] chars = text.toCharArray();
        Arrays.sort(chars);
        return new String(chars);
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int before = row[0]++;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                before = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static int common(String a, String b) {
        return (a.length() + b.length() - onlyMoves(a, b)) / 2;
    }

    /** Edits without replacement. */
    private static int onlyMoves(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int before = row[0]++;
            for (int j = 1; j <= b.length(); j++) {
                int kept = a.charAt(i - 1) == b.charAt(j - 1) ? before : Integer.MAX_VALUE;
                before = row[j];
                row[j] = Math.min(kept, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static final String HEADER = """
            # Characters that look alike: a character, then those most like it, most alike first.
            # Computed for the 6,500 common characters (levels 1 and 2 of the General Standard Chinese Characters, 2013) from the
            # Cangjie codes, four corner codes, phonetic groups and stroke counts of the Unicode Han Database (Unihan) 15.0.0,
            # and from groups of characters that schools teach as easily confused. Modified data: a selection and a ranking.
            #
            # Unihan: Copyright (c) 1991-2022 Unicode, Inc. All rights reserved.
            # Distributed under the Terms of Use in https://www.unicode.org/copyright.html.
            # Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any
            # associated documentation (the "Data Files") or Unicode software and any associated documentation (the "Software")
            # to deal in the Data Files or Software without restriction, including without limitation the rights to use, copy,
            # modify, merge, publish, distribute, and/or sell copies of the Data Files or Software, and to permit persons to
            # whom the Data Files or Software are furnished to do so, provided that either (a) this copyright and permission
            # notice appear with all copies of the Data Files or Software, or (b) this copyright and permission notice appear
            # in associated Documentation.
            # THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
            # NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD
            # PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM,
            # OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR
            # PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION
            # WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
            # Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise
            # to promote the sale, use or other dealings in these Data Files or Software without prior written authorization of
            # the copyright holder.
            """;
}
