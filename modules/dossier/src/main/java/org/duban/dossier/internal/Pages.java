package org.duban.dossier.internal;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.duban.api.dossier.Piece;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.dossier.internal.Catalogue.Check;
import org.duban.dossier.internal.EventTexts.Row;
import org.duban.dossier.internal.EventTexts.Told;
import org.duban.dossier.internal.Seals.Seal;

/** Pages for people: whole in themselves, without scripts, to be read on a screen and on paper, by a browser of any year. */
final class Pages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final String STYLE = """
            <style>
            body{font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimSun",sans-serif;
            color:#1d2129;background:#f4f5f7;margin:0;line-height:1.7;font-size:15px}
            main{max-width:1080px;margin:24px auto;background:#fff;padding:36px 48px 48px;box-shadow:0 1px 4px rgba(0,0,0,.12)}
            h1{font-size:25px;line-height:1.4;margin:4px 0 18px}
            h2{font-size:18px;margin:34px 0 10px;padding-left:10px;border-left:4px solid #c8161d}
            .kind{color:#c8161d;font-size:15px;letter-spacing:.3em;margin:0;border-bottom:2px solid #c8161d;padding-bottom:8px}
            table{border-collapse:collapse;width:100%;margin:8px 0 4px}
            th,td{border:1px solid #c9cdd4;padding:5px 9px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            th{background:#f7f1f1;font-weight:600;white-space:nowrap}
            .facts th{width:8em}
            .list td{font-size:14px}.list th{font-size:14px}
            .n,.size{text-align:right;white-space:nowrap}.on{white-space:nowrap}
            .event{margin:22px 0 0;break-inside:avoid}
            .event h3{font-size:16px;margin:0 0 4px}
            .event h3 span{color:#86909c;font-weight:400;font-size:14px;margin-left:10px}
            .event th{width:8em;background:#fafafa;font-weight:400;color:#4e5969}
            .event td{white-space:pre-wrap}
            code{font-family:Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px;overflow-wrap:anywhere}
            .ok{color:#00872d}.no{color:#b26a00}
            .note{color:#4e5969;font-size:14px}
            a{color:#1650a8;text-decoration:none}
            @media print{body{background:#fff;font-size:12px}main{box-shadow:none;margin:0;padding:0;max-width:none}a{color:inherit}
            .list td,.list th{font-size:11px}thead{display:table-header-group}tr{break-inside:avoid}}
            </style>
            """;

    private Pages() {}

    private static StringBuilder page(String title) {
        return new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Texts.html(title))
                .append("</title>\n")
                .append(STYLE)
                .append("</head>\n<body>\n<main>\n");
    }

    private static String end(StringBuilder page) {
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void row(StringBuilder page, String label, String text) {
        page.append("<tr><th>")
                .append(Texts.html(label))
                .append("</th><td>")
                .append(Texts.html(text))
                .append("</td></tr>\n");
    }

    /** {@code events.html}: everything that happened, in the words of the office. */
    static String events(Matter matter, int volume, List<Recorded> events, List<Told> told, Names names, ZoneId zone) {
        StringBuilder page = page(matter.subject().title() + " 办理记录");
        page.append("<p class=\"kind\">督查事项办理记录</p>\n<h1>")
                .append(Texts.html(matter.subject().title()))
                .append("</h1>\n<table class=\"facts\">\n");
        row(page, "编号", matter.number());
        row(page, "卷", "第 " + volume + " 卷");
        row(page, "记录", events.size() + " 条");
        row(page, "时区", zone.getId());
        page.append("</table>\n");
        for (int i = 0; i < events.size(); i++) {
            Recorded recorded = events.get(i);
            page.append("<section class=\"event\" id=\"L")
                    .append(i + 1)
                    .append("\">\n<h3>")
                    .append(recorded.version())
                    .append("．")
                    .append(Texts.html(told.get(i).category()))
                    .append("<span>")
                    .append(TIME.format(recorded.at().atZone(zone)))
                    .append("　")
                    .append(Texts.html(names.person(recorded.actor())))
                    .append("</span></h3>\n<table>\n");
            for (Row row : told.get(i).rows()) {
                row(page, row.label(), row.text());
            }
            page.append("</table>\n</section>\n");
        }
        return end(page);
    }

    /** {@code index.html}: the package's first page. */
    static String index(String organization, List<Seal> seals, List<Catalogue> catalogues, boolean signed) {
        Catalogue last = catalogues.get(catalogues.size() - 1);
        StringBuilder page = page(last.title() + " 督查档案");
        page.append("<p class=\"kind\">督查档案 一事一档</p>\n<h1>")
                .append(Texts.html(last.title()))
                .append("</h1>\n<table class=\"facts\">\n");
        row(page, "编号", last.number());
        row(page, "类型", last.formType());
        row(page, "条线", EventTexts.line(last.line()));
        row(page, "立档单位", organization);
        row(page, "保管期限", EventTexts.retention(last.retention()));
        row(
                page,
                "卷数",
                catalogues.size() + " 卷，共 "
                        + catalogues.stream().mapToInt(c -> c.pieces().size()).sum() + " 件");
        page.append("</table>\n");
        for (int i = 0; i < catalogues.size(); i++) {
            volume(page, seals.get(i), catalogues.get(i));
        }
        page.append("<h2>怎样核对</h2>\n<p class=\"note\">本档案包不需要任何专用程序即可阅读：各件见上表链接，全部文字在各卷的 "
                        + "events.html，机器可读的内容在 events.jsonl 和 catalogue.json。")
                .append(
                        "用 sha256sum -c manifest-sha256.txt 可以核对每个文件；散列链的算法和手工核对办法见 <a href=\"README.txt\">README.txt</a>。")
                .append(signed ? "清单由封存单位的密钥签名（tagmanifest-sha256.sig），公钥在 key.pem。" : "本包未签名。")
                .append("</p>\n");
        return end(page);
    }

    private static void volume(StringBuilder page, Seal seal, Catalogue catalogue) {
        String folder = "volume-" + catalogue.volume() + "/";
        page.append("<h2>第 ")
                .append(catalogue.volume())
                .append(" 卷　")
                .append(Texts.html(seal.fileNumber()))
                .append(
                        "</h2>\n<table class=\"list\">\n<thead><tr><th>件号</th><th>文号</th><th>责任者</th><th>题名</th><th>日期</th>"
                                + "<th>大小</th><th>备注</th></tr></thead>\n<tbody>\n");
        for (Piece piece : catalogue.pieces()) {
            String href = piece.path().replaceFirst("^events\\.jsonl", Catalogue.PAGE);
            page.append("<tr><td class=\"n\">")
                    .append(piece.n())
                    .append("</td><td>")
                    .append(Texts.html(piece.number()))
                    .append("</td><td>")
                    .append(Texts.html(piece.author()))
                    .append("</td><td>");
            String title =
                    piece.title().startsWith(piece.category()) ? piece.title() : piece.category() + "：" + piece.title();
            if (href.isEmpty()) {
                page.append(Texts.html(title));
            } else {
                page.append("<a href=\"")
                        .append(Texts.html(folder + link(href)))
                        .append("\">")
                        .append(Texts.html(title))
                        .append("</a>");
            }
            page.append("</td><td class=\"on\">")
                    .append(piece.on())
                    .append("</td><td class=\"size\">")
                    .append(size(piece.size()))
                    .append("</td><td>")
                    .append(Texts.html(piece.remark()))
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n<table class=\"facts\">\n");
        row(page, "封存日期", catalogue.sealedOn().toString());
        page.append("<tr><th>目录摘要</th><td>")
                .append(catalogue.algorithm().id())
                .append(" <code>")
                .append(Texts.html(seal.catalogue()))
                .append("</code></td></tr>\n<tr><th>散列链末端</th><td><code>")
                .append(Texts.html(catalogue.chain()))
                .append("</code></td></tr>\n<tr><th>日志位置</th><td>第 ")
                .append(seal.position())
                .append(" 号事件 <code>")
                .append(Texts.html(seal.hash()))
                .append("</code></td></tr>\n<tr><th>四性检测</th><td>");
        for (Check check : catalogue.checks()) {
            page.append("<span class=\"")
                    .append(check.passed() ? "ok\">✓ " : "no\">! ")
                    .append(Texts.html(check.property() + "　" + check.item()))
                    .append("</span>")
                    .append(Texts.html(check.remark().isEmpty() ? "" : "（" + check.remark() + "）"))
                    .append("<br>\n");
        }
        page.append("</td></tr>\n</table>\n");
    }

    /** A path as a link: everything but what is safe is escaped. */
    private static String link(String path) {
        int hash = path.indexOf("#L");
        String file = hash < 0 ? path : path.substring(0, hash);
        StringBuilder link = new StringBuilder();
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (c < 128 && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0)) {
                link.append((char) c);
            } else {
                link.append(String.format(Locale.ROOT, "%%%02X", c));
            }
        }
        return link + (hash < 0 ? "" : path.substring(hash));
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
