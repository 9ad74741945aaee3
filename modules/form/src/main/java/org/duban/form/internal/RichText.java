package org.duban.form.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with a small set of HTML tags, safe to put into a page as it is. Not a parser that mends like a browser does: what isn't plainly
 * one of the allowed tags, written plainly, is refused, so that no browser can find another meaning in it.
 */
final class RichText {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> STYLED = Set.of("style");
    private static final Set<String> CELL = Set.of("style", "colspan", "rowspan");

    /** Each allowed tag with its attributes. */
    private static final Map<String, Set<String>> TAGS = new TreeMap<>(Map.ofEntries(
            Map.entry("p", STYLED),
            Map.entry("br", NONE),
            Map.entry("hr", NONE),
            Map.entry("span", STYLED),
            Map.entry("b", NONE),
            Map.entry("strong", NONE),
            Map.entry("i", NONE),
            Map.entry("em", NONE),
            Map.entry("u", NONE),
            Map.entry("s", NONE),
            Map.entry("sub", NONE),
            Map.entry("sup", NONE),
            Map.entry("h1", STYLED),
            Map.entry("h2", STYLED),
            Map.entry("h3", STYLED),
            Map.entry("h4", STYLED),
            Map.entry("blockquote", STYLED),
            Map.entry("ul", NONE),
            Map.entry("ol", NONE),
            Map.entry("li", STYLED),
            Map.entry("table", NONE),
            Map.entry("thead", NONE),
            Map.entry("tbody", NONE),
            Map.entry("tr", NONE),
            Map.entry("th", CELL),
            Map.entry("td", CELL),
            Map.entry("a", Set.of("href"))));

    /** Tags without an end. */
    private static final Set<String> EMPTY = Set.of("br", "hr");

    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|mailto:)[^\\s\"'<>\\\\]+");
    private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,2}");

    /** One declaration of a style. It loads nothing: no brackets but those of a colour. */
    private static final Pattern DECLARATION = Pattern.compile(
            "\\s*(?:text-align|text-indent|text-decoration|line-height|font-weight|font-style|color|background-color)"
                    + "\\s*:\\s*(?:rgba?\\([0-9., %]+\\)|[#\\w.% -]+)\\s*");

    /** What an attribute's value may be. */
    private static final Map<String, Rule> ATTRIBUTES = Map.of(
            "href", new Rule(value -> ADDRESS.matcher(value).matches(), "以 http://、https:// 或 mailto: 开头的网址"),
            "colspan", new Rule(value -> SPAN.matcher(value).matches(), "1 至 999"),
            "rowspan", new Rule(value -> SPAN.matcher(value).matches(), "1 至 999"),
            "style", new Rule(RichText::isStyle, "只含对齐、缩进、行距、粗细、斜体、划线和颜色的样式，如 text-align: center"));

    private record Rule(Predicate<String> good, String expected) {}

    private static boolean isStyle(String value) {
        return Arrays.stream(value.split(";"))
                .allMatch(part -> part.isBlank() || DECLARATION.matcher(part).matches());
    }

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\\s/>])");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s+([A-Za-z][A-Za-z0-9-]*)(?:\\s*=\\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'))?");
    private static final Pattern END = Pattern.compile("\\s*(/?)>");

    private static final int MAX_DEPTH = 64;
    private static final int SHOWN_CHARS = 40;

    /**
     * What is wrong with a rich text.
     *
     * @param expected what would be right
     * @param zh what is wrong, after the field's name
     * @param en the same in English
     */
    record Fault(String expected, String zh, String en) {}

    private final String html;
    private final Deque<String> open = new ArrayDeque<>();

    private RichText(String html) {
        this.html = html;
    }

    /** The first thing that is wrong. */
    static Optional<Fault> fault(String html) {
        return new RichText(html).fault();
    }

    private Optional<Fault> fault() {
        Matcher tag = TAG.matcher(html);
        int at = html.indexOf('<');
        while (at >= 0) {
            if (!tag.find(at) || tag.start() != at) {
                return Optional.of(new Fault("标签，或写成 &lt;", "中有不能识别的内容 " + shown(at), "has a < that begins no tag"));
            }
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            Set<String> attributes = TAGS.get(name);
            if (attributes == null) {
                return Optional.of(new Fault(
                        "只用以下标签：" + String.join("、", TAGS.keySet()),
                        "中有不允许的标签 <" + name + ">",
                        "has a tag that isn't allowed: <" + name + ">"));
            }
            boolean closing = !tag.group(1).isEmpty();
            Matcher rest = ATTRIBUTE.matcher(html);
            int end = tag.end();
            Set<String> seen = new HashSet<>();
            while (rest.region(end, html.length()).lookingAt()) {
                String attribute = rest.group(1).toLowerCase(Locale.ROOT);
                Optional<Fault> fault = attribute(name, attribute, value(rest), closing || !seen.add(attribute));
                if (fault.isPresent()) {
                    return fault;
                }
                end = rest.end();
            }
            Matcher close = END.matcher(html).region(end, html.length());
            if (!close.lookingAt()) {
                return Optional.of(new Fault(
                        "以 > 结束、属性值带引号的标签", "中的标签写法不对：" + shown(at), "has a tag that is badly written: <" + name));
            }
            Optional<Fault> fault = nest(name, closing, !close.group(1).isEmpty());
            if (fault.isPresent()) {
                return fault;
            }
            at = html.indexOf('<', close.end());
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        "</" + open.peek() + ">",
                        "中的标签 <" + open.peek() + "> 没有结束",
                        "has an open tag: <" + open.peek() + ">"));
    }

    private static String value(Matcher attribute) {
        return attribute.group(2) != null ? attribute.group(2) : attribute.group(3) != null ? attribute.group(3) : "";
    }

    private static Optional<Fault> attribute(String tag, String name, String value, boolean misplaced) {
        if (misplaced || !TAGS.getOrDefault(tag, NONE).contains(name)) {
            return Optional.of(new Fault(
                    "删去这个属性", "中的标签 <" + tag + "> 有不允许的属性 " + name, "has an attribute that isn't allowed: " + name));
        }
        Rule rule = ATTRIBUTES.get(name);
        return rule == null || rule.good().test(value)
                ? Optional.empty()
                : Optional.of(new Fault(
                        rule.expected(), "中的标签 <" + tag + "> 的属性 " + name + " 不对", "has a bad attribute: " + name));
    }

    private Optional<Fault> nest(String name, boolean closing, boolean closed) {
        if (closing) {
            boolean match = !closed && name.equals(open.peek());
            if (match) {
                open.pop();
                return Optional.empty();
            }
            return Optional.of(new Fault(
                    open.isEmpty() ? "删去这个标签" : "先结束 <" + open.peek() + ">",
                    "中的标签 </" + name + "> 没有对应的开始",
                    "has an end without a beginning: </" + name + ">"));
        }
        if (EMPTY.contains(name)) {
            return Optional.empty();
        }
        if (closed) {
            return Optional.of(new Fault(
                    "<" + name + "></" + name + ">",
                    "中的标签 <" + name + "/> 不能这样结束",
                    "has a tag without content: " + name));
        }
        open.push(name);
        return open.size() <= MAX_DEPTH
                ? Optional.empty()
                : Optional.of(new Fault("不超过 " + MAX_DEPTH + " 层", "中的标签 <" + name + "> 嵌套太深", "is nested too deeply"));
    }

    private String shown(int at) {
        int end = html.indexOf('>', at) + 1;
        int most = Math.min(html.length(), at + SHOWN_CHARS);
        return html.substring(at, end > 0 && end < most ? end : most).replaceAll("\\s+", " ");
    }
}
