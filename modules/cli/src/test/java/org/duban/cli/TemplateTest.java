package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

    @TempDir
    Path folder;

    private Path template(String text) throws Exception {
        Path file = folder.resolve("通报.docx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(
                    ("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
                                    + text + "</w:t></w:r></w:p></w:body></w:document>")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void aWrongPlaceholderIsNamedWithItsParagraphAndTheRightName() throws Exception {
        Line line = Line.run("template", "check", template("{{发文文号}}"), "--kind", "CIRCULAR");
        assertEquals(1, line.code());
        assertTrue(line.out().contains("[正文第1段 = {{发文文号}}] 应为：发文字号"), line::out);
        assertTrue(line.out().contains("不可用，有 1 处错误"), line::out);
    }

    @Test
    void aRightOneCanBeUsed() throws Exception {
        Line line = Line.run("template", "check", template("{{发文字号}}"), "--kind", "CIRCULAR");
        assertEquals(0, line.code(), line::out);
        assertTrue(line.out().contains("：可用"), line::out);
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        Line line = Line.run("template", "check", folder.resolve("没有.docx"), "--kind", "CIRCULAR");
        assertEquals(2, line.code());
        assertTrue(line.err().contains("没有这个文件"), line::err);
    }

    @Test
    void theNamesOfAKindAreListed() {
        Line line = Line.run("template", "fields", "--kind", "REPORT");
        assertEquals(0, line.code());
        assertTrue(line.out().contains("{{统计.完成率}}") && line.out().contains("{{@图.办理情况}}"), line::out);
    }
}
