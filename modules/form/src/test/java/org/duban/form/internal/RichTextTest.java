package org.duban.form.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.Problem;
import org.duban.api.form.FormType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "没有标签，5 > 3 &amp; 3 &lt; 5",
                "<p>一</p><p style=\"text-align: center; text-indent:2em;\">二<br>三<br/></p>",
                "<P>大写</P>",
                "<span style='color: rgb(225, 60, 57); background-color:#fff'><strong>红</strong></span>",
                "<ul><li>甲</li><li><em>乙</em></li></ul><hr />",
                "<table><thead><tr><th colspan=\"2\">表</th></tr></thead><tbody><tr><td>1</td><td rowspan=\"3\">2</td></tr></tbody></table>",
                "<a href=\"https://www.example.cn/a?b=1&amp;c=2#d\">网址</a><a href='mailto:name@example.cn'>邮箱</a>",
            })
    void whatAnEditorWritesIsGood(String html) {
        assertEquals(Optional.empty(), RichText.fault(html));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script>          | 中有不允许的标签 <script>",
                "<p><IMG src=x onerror=alert(1)></p> | 中有不允许的标签 <img>",
                "<iframe/src=x>                     | 中有不允许的标签 <iframe>",
                "<svg/onload=alert(1)>              | 中有不允许的标签 <svg>",
                "<style>p{}</style>                 | 中有不允许的标签 <style>",
                "<p onclick=\"x()\">一</p>          | 中的标签 <p> 有不允许的属性 onclick",
                "<p OnClick=\"x()\">一</p>          | 中的标签 <p> 有不允许的属性 onclick",
                "<p class=\"a\">一</p>              | 中的标签 <p> 有不允许的属性 class",
                "<b style=\"color:red\">一</b>      | 中的标签 <b> 有不允许的属性 style",
                "</p title=\"a\">                   | 中的标签 <p> 有不允许的属性 title",
                "<p style=\"color:red\" style=\"color:red\">一</p> | 中的标签 <p> 有不允许的属性 style",
                "<p style=\"background: url(x)\">一</p> | 中的标签 <p> 的属性 style 不对",
                "<p style=\"background-color: url(x)\">一</p> | 中的标签 <p> 的属性 style 不对",
                "<p style=\"color: expression(x)\">一</p> | 中的标签 <p> 的属性 style 不对",
                "<p style=\"position: fixed\">一</p> | 中的标签 <p> 的属性 style 不对",
                "<p style=\"color: r\\65 d\">一</p> | 中的标签 <p> 的属性 style 不对",
                "<a href=\"javascript:x()\">一</a>  | 中的标签 <a> 的属性 href 不对",
                "<a href=\"&#106;avascript:x()\">一</a> | 中的标签 <a> 的属性 href 不对",
                "<a href=\" https://a.cn\">一</a>   | 中的标签 <a> 的属性 href 不对",
                "<a href=\"data:text/html,x\">一</a> | 中的标签 <a> 的属性 href 不对",
                "<a href=https://a.cn>一</a>        | 中的标签 <a> 的属性 href 不对",
                "<td colspan=\"0\">一</td>          | 中的标签 <td> 的属性 colspan 不对",
                "<p>一                              | 中的标签 <p> 没有结束",
                "<b><i>一</b></i>                   | 中的标签 </b> 没有对应的开始",
                "一</p>                             | 中的标签 </p> 没有对应的开始",
                "<br></br>                          | 中的标签 </br> 没有对应的开始",
                "<p/>一                             | 中的标签 <p/> 不能这样结束",
                "<!-- 一 -->                        | 中有不能识别的内容 <!-- 一 -->",
                "<![CDATA[x]]>                      | 中有不能识别的内容 <![CDATA[x]]>",
                "<?xml?>                            | 中有不能识别的内容 <?xml?>",
                "3 < 5                              | 中有不能识别的内容 < 5",
                "<p                                 | 中有不能识别的内容 <p",
                "<p \"                              | `中的标签写法不对：<p \"`",
                "<p<script>alert(1)</script>        | 中有不能识别的内容 <p<script>",
            })
    void whatIsNotPlainlyAllowedIsNamed(String html, String message) {
        assertEquals(message, RichText.fault(html).orElseThrow().zh());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<p>", "<p ", "<a href=\"", "</p>", "<p style=\"color:red;", "&#", " a", "<p a"})
    void noLongTextOverflowsTheStackOrTakesForever(String part) {
        RichText.fault(part.repeat(1_000_000 / part.length()));
        RichText.fault("<p style=\"" + "color: red;".repeat(90_000) + "\">一</p>");
    }

    /** What can't do anything has only allowed names after each {@code <}, and no scheme but three. */
    @Property(tries = 2000)
    void whateverPassesHasNothingThatRuns(@ForAll("almostHtml") String html) {
        if (RichText.fault(html).isEmpty()) {
            String lower = html.toLowerCase(Locale.ROOT);
            for (String evil : List.of("<script", "<img", "<!--", " on", "javascript:", "url(", "\"<", "'<")) {
                int at = lower.indexOf(evil);
                assertTrue(at < 0 || outsideOfTags(lower, at), () -> evil + " in " + html);
            }
        }
    }

    private static boolean outsideOfTags(String html, int at) {
        return html.lastIndexOf('<', at) <= html.lastIndexOf('>', at) && html.charAt(at) != '<';
    }

    @Provide
    Arbitrary<String> almostHtml() {
        return Arbitraries.of(
                        "<p>",
                        "</p>",
                        "<p ",
                        "<a ",
                        "</a>",
                        "<b>",
                        "</b>",
                        "<br>",
                        ">",
                        "/>",
                        "<script",
                        "<img",
                        "<!--",
                        "-->",
                        " onclick=",
                        " href=",
                        " style=",
                        "\"",
                        "'",
                        "https://a.cn",
                        "javascript:",
                        "color:red",
                        "url(",
                        ")",
                        "甲",
                        " ",
                        "\t",
                        "=",
                        "&lt;",
                        "<")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }

    @Test
    void aFieldOfThatKindIsCheckedWhereverItIs() {
        FormTypesService service = FormTypesService.of(List.of());
        FormType type = service.read(FormTypesServiceTest.definition("a", 1, "甲")
                .replace("\"place\":{\"title\":\"地点\",\"type\":\"string\"}", """
                "text":{"title":"正文","$ref":"#/$defs/rich"},
                "rows":{"title":"记录","type":"array","items":{"type":"object","properties":{
                  "note":{"title":"说明","type":"string","maxLength":40,"x-kind":"rich-text"}}}}},
                "$defs":{"rich":{"type":"string","x-kind":"rich-text"}"""));
        assertEquals(List.of(), service.check(type, "{\"text\":\"<p>一</p>\",\"rows\":[{\"note\":\"<b>一</b>\"}]}"));
        List<Problem> problems = service.check(
                type, "{\"text\":\"<script>\",\"rows\":[{\"note\":\"好\"},{\"note\":\"<p onclick='x'>一</p>\"}]}");
        assertEquals(
                List.of("/text", "/rows/1/note"),
                problems.stream().map(Problem::field).toList());
        assertEquals("「正文」中有不允许的标签 <script>", problems.get(0).messageZh());
        assertEquals("<script>", problems.get(0).value());
        assertTrue(problems.get(0).expected().startsWith("只用以下标签：a、b、"), problems.get(0)::expected);
        assertEquals("「记录」第 2 项「说明」中的标签 <p> 有不允许的属性 onclick", problems.get(1).messageZh());
        assertEquals("「正文」类型不对", service.check(type, "{\"text\":5}").get(0).messageZh());
    }
}
