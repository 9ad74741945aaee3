package org.duban.paper.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.LEADER;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.VICE;
import static org.duban.district.District.ZFJ;
import static org.duban.district.District.ZJJ;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterCommand.Endorse;
import org.duban.api.matter.MatterCommand.IssuePaper;
import org.duban.api.matter.MatterCommand.Present;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.api.office.Line;
import org.duban.api.paper.Paper;
import org.duban.api.paper.Paper.State;
import org.duban.api.paper.PaperDraft;
import org.duban.api.paper.PaperEvent.PaperPublished;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperServiceTest {

    @TempDir
    Path folder;

    private Desk desk;
    private District district;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder);
        district = desk.district;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static PaperDraft circular() {
        return PaperDraft.of(PaperKind.CIRCULAR)
                .title("关于西站西路油烟扰民整治情况的督查通报")
                .text("一、基本情况\n现将有关情况通报如下。\n请各责任单位抓好整改。")
                .addressees(List.of(ZJJ, "各街道办事处"))
                .copies(List.of("区委办公室"));
    }

    private Paper signed(PaperDraft draft) {
        Paper paper = desk.papers.draft(OFFICER, draft);
        return desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "同意");
    }

    private static ErrorCode refusal(Runnable action) {
        return assertThrows(DubanException.class, action::run).code();
    }

    @Test
    void from_draft_over_signature_to_issue_and_its_files_are_frozen_by_their_hashes() throws IOException {
        Paper paper = desk.papers.draft(OFFICER, circular());
        assertEquals(State.DRAFT, paper.state());
        paper = desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "同意印发");
        district.pass(Duration.ofDays(1));
        paper = desk.papers.issue(OFFICER, paper.id());

        assertEquals(State.ISSUED, paper.state());
        assertEquals("督通〔2026〕1号", paper.number());
        assertEquals("2026-03-02", String.valueOf(paper.writtenOn()), "成文日期 is the day of the signature");
        assertEquals("2026-03-03", String.valueOf(paper.issuedOn()));
        assertEquals(
                List.of("督通〔2026〕1号 关于西站西路油烟扰民整治情况的督查通报.docx", "督通〔2026〕1号 关于西站西路油烟扰民整治情况的督查通报.pdf"),
                paper.files().stream().map(Attachment::name).toList());
        var history = desk.papers.history(DIRECTOR, paper.id());
        assertEquals(
                paper.files(), ((PaperPublished) history.get(history.size() - 1).event()).files());
        String text = text(paper, 1);
        for (String part :
                List.of("督通〔2026〕1号", "住房和城乡建设局，各街道办事处：", "2026年3月2日", "2026年3月3日印发", "抄送：区委办公室。", "— 1 —")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    private String text(Paper paper, int file) throws IOException {
        try (InputStream in = desk.papers.open(DIRECTOR, paper.id(), file);
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @Test
    void nobody_signs_what_they_wrote_or_revised() {
        Paper paper = desk.papers.draft(DIRECTOR, circular());
        assertEquals(
                ErrorCode.ACCESS_DENIED, refusal(() -> desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "同意")));
        Paper revised = desk.papers.revise(
                DEPUTY, paper.id(), paper.version(), circular().title("修改后的标题"));
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refusal(() -> desk.papers.sign(DEPUTY, revised.id(), revised.version(), "同意")));
        assertEquals(
                State.SIGNED,
                desk.papers.sign(LEADER, revised.id(), revised.version(), "同意").state());
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refusal(() -> desk.papers.sign(OFFICER, revised.id(), revised.version(), "同意")),
                "an officer signs nothing");
    }

    @Test
    void a_revision_voids_the_signature_and_earlier_drafts_stay() {
        Paper paper = signed(circular());
        Paper revised = desk.papers.revise(
                OFFICER, paper.id(), paper.version(), circular().text("改过的正文"));
        assertEquals(State.DRAFT, revised.state());
        assertEquals(2, revised.revision());
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> desk.papers.issue(OFFICER, paper.id())));
        assertEquals(3, desk.papers.history(OFFICER, paper.id()).size());
        assertEquals(
                ErrorCode.VERSION_CONFLICT,
                refusal(() -> desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "没看过的版本")));
    }

    @Test
    void papers_and_matters_take_their_numbers_from_one_series() {
        MatterId matter = district.assigned(District.instruction("油烟扰民"), ZFJ);
        desk.papers.issue(OFFICER, signed(circular()).id());
        district.does(DIRECTOR, matter, new IssuePaper(PaperKind.CIRCULAR, "事项的通报", "请整改。", List.of(ZFJ)));
        Paper third = desk.papers.issue(OFFICER, signed(circular()).id());
        assertEquals("督通〔2026〕2号", district.matter(matter).papers().get(0).number());
        assertEquals("督通〔2026〕3号", third.number());
    }

    @Test
    void many_at_once_leave_no_gap_and_no_double() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(signed(circular()).id());
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<Paper>> issued = new ArrayList<>();
        for (String id : ids) {
            // Two at once on the same paper: it is issued once.
            issued.add(pool.submit(() -> desk.papers.issue(OFFICER, id)));
            issued.add(pool.submit(() -> desk.papers.issue(DEPUTY, id)));
        }
        Set<String> numbers = new HashSet<>();
        for (Future<Paper> paper : issued) {
            numbers.add(paper.get().number());
        }
        pool.shutdown();
        Set<String> expected = new HashSet<>();
        for (int i = 1; i <= 6; i++) {
            expected.add("督通〔2026〕" + i + "号");
        }
        assertEquals(expected, numbers);
        assertEquals(6, district.journal().lastNumber("paper/CIRCULAR", 2026));
    }

    @Test
    void what_died_between_number_and_files_goes_on_with_its_number() throws IOException {
        Paper paper = signed(circular());
        Path files = folder.resolve("files");
        Files.delete(files);
        Files.writeString(files, "the disk is gone");
        assertThrows(RuntimeException.class, () -> desk.papers.issue(OFFICER, paper.id()));
        Files.delete(files);
        Files.createDirectory(files);
        desk.begin();
        assertEquals(State.NUMBERED, desk.papers.get(OFFICER, paper.id()).state());
        assertEquals(
                ErrorCode.NOT_NOW,
                refusal(() ->
                        desk.papers.revise(OFFICER, paper.id(), 3, circular().title("太晚"))));

        Paper other = desk.papers.issue(OFFICER, signed(circular()).id());
        assertEquals("督通〔2026〕2号", other.number());
        district.on("2027-01-04");
        Paper resumed = desk.papers.issue(OFFICER, paper.id());
        assertEquals("督通〔2026〕1号", resumed.number());
        assertEquals("2026-03-02", String.valueOf(resumed.issuedOn()));
    }

    @Test
    void a_template_that_is_wrong_keeps_it_from_being_issued_before_a_number_is_taken() throws IOException {
        Paper paper = signed(circular());
        Path own = Files.createDirectories(desk.config.resolve("templates")).resolve("CIRCULAR.docx");
        Files.writeString(own, "no Word file");
        assertEquals(ErrorCode.TEMPLATE_INVALID, refusal(() -> desk.papers.issue(OFFICER, paper.id())));
        assertEquals(0, district.journal().lastNumber("paper/CIRCULAR", 2026));
        Files.delete(own);
        assertEquals("督通〔2026〕1号", desk.papers.issue(OFFICER, paper.id()).number());
    }

    @Test
    void a_character_without_a_font_is_named_and_takes_no_number() {
        Paper paper = signed(circular().title("关于\uD8BF\uDFFD村整治的通报"));
        DubanException refused = assertThrows(DubanException.class, () -> desk.papers.issue(OFFICER, paper.id()));
        assertEquals(ErrorCode.FONT_MISSING, refused.code());
        assertTrue(
                refused.problems().get(0).value().contains("U+3FFFD"),
                refused.problems().toString());
        assertEquals(0, district.journal().lastNumber("paper/CIRCULAR", 2026));
        assertTrue(desk.papers.preview(OFFICER, paper.id(), "pdf").remarks().stream()
                .anyMatch(remark -> remark.value().contains("U+3FFFD")));
    }

    @Test
    void a_site_without_a_chinese_font_is_told_so() throws IOException {
        Files.delete(desk.config.resolve("fonts/wqy.ttf"));
        Files.writeString(desk.config.resolve("fonts.json"), "{\"folders\": [], \"families\": []}");
        desk.begin();
        Paper paper = signed(circular());
        DubanException refused = assertThrows(DubanException.class, () -> desk.papers.issue(OFFICER, paper.id()));
        assertEquals(ErrorCode.FONT_MISSING, refused.code());
        assertEquals("没有任何中文字体", refused.problems().get(0).messageZh());
        assertTrue(
                desk.papers.preview(OFFICER, paper.id(), "docx").content().length > 1000, "Word brings its own fonts");
    }

    @Test
    void withdrawn_keeps_its_number_and_files_and_says_why() {
        Paper issued = desk.papers.issue(OFFICER, signed(circular()).id());
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> desk.papers.withdraw(OFFICER, issued.id(), "有误")));
        assertEquals(ErrorCode.MISSING_FIELD, refusal(() -> desk.papers.withdraw(DIRECTOR, issued.id(), " ")));
        Paper withdrawn = desk.papers.withdraw(DIRECTOR, issued.id(), "事实有误");
        assertEquals(State.WITHDRAWN, withdrawn.state());
        assertEquals("督通〔2026〕1号", withdrawn.number());
        assertEquals(issued.files(), withdrawn.files());
        assertEquals(
                "督通〔2026〕2号",
                desk.papers.issue(OFFICER, signed(circular()).id()).number());
    }

    @Test
    void a_unit_sees_what_was_sent_to_it_once_it_went_out() {
        Paper paper = signed(circular());
        var handler = District.handler(ZJJ);
        assertEquals(ErrorCode.PAPER_NOT_FOUND, refusal(() -> desk.papers.get(handler, paper.id())));
        desk.papers.issue(OFFICER, paper.id());
        assertEquals(paper.id(), desk.papers.get(handler, paper.id()).id());
        assertEquals(List.of(), desk.papers.list(District.handler(ZFJ)));
        assertEquals(List.of(), desk.papers.list(VICE));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> desk.papers.draft(handler, circular())));
    }

    @Test
    void a_circular_that_a_matter_issued_gets_its_files_as_the_matter_was_then() throws IOException {
        MatterId matter = district.assigned(District.instruction("西站西路油烟扰民"), ZFJ);
        district.finish(matter);
        district.clear(matter);
        district.does(DIRECTOR, matter, new Present(LEADER.person(), "请审阅"));
        district.does(LEADER, matter, new Endorse("好"));
        district.does(DIRECTOR, matter, new DecideCircular(CircularKind.CRITICISM, List.of(ZFJ), "执法局办理迟缓，予以通报。"));
        long version = district.matter(matter).papers().get(0).version();
        district.pass(Duration.ofDays(30));

        Paper adopted = desk.papers.adopt(OFFICER, matter, version);
        assertEquals("督通〔2026〕1号", adopted.number());
        assertEquals("关于“西站西路油烟扰民”办理情况的督查通报", adopted.draft().title());
        assertEquals("2026-03-02", String.valueOf(adopted.issuedOn()));
        String text = text(adopted, 1);
        assertTrue(text.contains("执法局办理迟缓，予以通报。") && text.contains("综合行政执法局："), text);
        assertEquals(adopted, desk.papers.adopt(DIRECTOR, matter, version), "once");
        assertEquals(List.of(adopted), desk.papers.about(matter));
        assertEquals(ErrorCode.PART_NOT_FOUND, refusal(() -> desk.papers.adopt(OFFICER, matter, 1)));
    }

    @Test
    void a_dossier_gets_the_papers_of_its_matter_whether_or_not_anybody_made_their_files() {
        MatterId matter = district.assigned(District.instruction("西站西路油烟扰民"), ZFJ);
        district.does(DIRECTOR, matter, new IssuePaper(PaperKind.SUPERVISION_NOTICE, "督办通知", "请抓紧办理。", List.of(ZFJ)));
        Paper special = desk.papers.issue(
                OFFICER, signed(circular().matters(List.of(matter))).id());
        List<Paper> about = desk.papers.about(matter);
        assertEquals(2, about.size());
        assertTrue(about.contains(special));
        assertEquals(about, desk.papers.about(matter));
    }

    @Test
    void what_is_wrong_with_a_draft_is_said_all_at_once() {
        DubanException refused = assertThrows(
                DubanException.class,
                () -> desk.papers.draft(
                        OFFICER,
                        PaperDraft.of(PaperKind.REPORT).addressees(List.of(" ")).data("""
                                        {"典型经念": "", "统计": {"总数": 1619, "完成": 414, "进入销号程序": 332, "按期推进": 872}}
                                        """)));
        List<String> fields = refused.problems().stream().map(p -> p.field()).toList();
        assertEquals(List.of("title", "addressees", "data/典型经念", "data/统计/总数"), fields);
        assertTrue(refused.problems().get(2).expected().contains("典型经验"), "the nearest name is named");
        assertEquals("1618", refused.problems().get(3).expected());
    }

    @Test
    void the_party_line_has_a_letterhead_of_its_own() throws IOException {
        Paper paper =
                desk.papers.issue(OFFICER, signed(circular().line(Line.PARTY)).id());
        assertTrue(text(paper, 1).contains("中共七里河区委督查室文件"));
    }

    @Test
    void the_same_paper_made_twice_is_the_same_word_file() {
        Paper paper = desk.papers.draft(OFFICER, circular());
        assertArrayEquals(
                desk.papers.preview(OFFICER, paper.id(), "docx").content(),
                desk.papers.preview(OFFICER, paper.id(), "docx").content());
        Paper other = desk.papers.draft(OFFICER, circular().title("别的"));
        assertNotEquals(
                desk.papers.preview(OFFICER, paper.id(), "docx").fileName(),
                desk.papers.preview(OFFICER, other.id(), "docx").fileName());
    }
}
