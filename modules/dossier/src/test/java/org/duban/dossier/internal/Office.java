package org.duban.dossier.internal;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.api.dossier.Dossier;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Finish;
import org.duban.api.matter.MatterCommand.LookBack;
import org.duban.api.matter.MatterCommand.RecordCheck;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.district.District;
import org.duban.file.internal.AttachmentService;
import org.duban.file.internal.DiskFileStore;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;

/** A district that keeps dossiers, on real files. */
final class Office implements AutoCloseable {

    static final byte[] PHOTO = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    final District district;
    final Path folder;
    final DiskFileStore files;
    final AttachmentService attachments;
    final List<ItemSource> sources = new ArrayList<>();
    final AnchorSinks sinks = new AnchorSinks();
    final DossierRules rules;
    final Keys keys;
    final DossierStore store;
    final Desk desk;
    final Anchors anchors;
    final Keeper keeper;
    final Exporter exporter;
    final Importer importer;
    final DossierService service;

    Office(Path folder) {
        this(folder, DossierRules.read(null));
    }

    Office(Path folder, DossierRules rules) {
        this.folder = folder;
        this.rules = rules;
        district = new District(folder.resolve("data"));
        Journal journal = district.journal();
        files = new DiskFileStore(folder.resolve("data/files"), district, new Random(1));
        attachments = AttachmentService.of(folder.resolve("data/files"), district, district.access(), district);
        keys = Keys.in(folder.resolve("config"));
        store = new DossierStore(district.stores().open("dossier"));
        desk = new Desk(journal);
        Source source = Source.of(journal);
        Sealer sealer = new Sealer(
                source,
                district.matters(),
                files,
                () -> sources,
                new Names(district),
                district.formTypes(),
                rules,
                district,
                District.ZONE);
        anchors = new Anchors(journal, folder.resolve("anchors"), keys, rules.anchors(), sinks, district);
        keeper = new Keeper(journal, district.matters(), store, files, desk, sealer, anchors, district, () -> true);
        exporter = new Exporter(source, files, rules, keys);
        importer = new Importer(desk, files, keys);
        service = new DossierService(
                journal,
                district.matters(),
                district,
                district.access(),
                attachments,
                files,
                store,
                desk,
                keeper,
                exporter,
                importer,
                rules,
                () -> {},
                district,
                District.ZONE);
    }

    static DossierRules sm3() {
        return DossierRules.parse("""
                {"organization": "七里河区督查室", "fileNumber": "QLH-DC·{year}-{retention}-{n}", "certificate": "档销〔{year}〕{n}号",
                 "algorithm": "SM3", "anchors": {"folder": "", "everyEvents": 1000, "everyMinutes": 60}}""");
    }

    Attachment file(Actor actor, String name, byte[] content) {
        return attachments.store(actor, name, new ByteArrayInputStream(content));
    }

    Attachment text(String name, String text) {
        return file(District.OFFICER, name, text.getBytes(StandardCharsets.UTF_8));
    }

    void source(DossierSource source) {
        sources.add(new ItemSource("test", source, ItemSource.LIMIT));
    }

    static DossierItem item(String id, String category, String number, String title, String text) {
        return new DossierItem(
                id,
                category,
                number,
                title,
                "督查室",
                LocalDate.of(2026, 3, 2),
                title + ".txt",
                "text/plain",
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A matter that has gone the whole way, with evidence; archived, not yet sealed. */
    MatterId archived(String title) {
        MatterId id = handled(District.instruction(title).content("晏家坪片区路灯不亮，请住建局尽快修复。"));
        district.archive(id);
        return id;
    }

    MatterId handled(Draft draft) {
        MatterId id = district.assigned(draft, District.ZJJ, District.HBJ);
        district.does(District.handler(District.HBJ), id, new Acknowledge(2));
        district.does(District.handler(District.HBJ), id, new Finish(2, "协办事项已完成", List.of()));
        district.does(District.handler(District.ZJJ), id, new Acknowledge(1));
        district.does(
                District.handler(District.ZJJ),
                id,
                new Finish(
                        1,
                        "已更换路灯 42 盏",
                        List.of(
                                file(District.handler(District.ZJJ), "修复后照片.jpg", PHOTO),
                                text("施工记录.txt", "2026年3月2日更换路灯42盏\n"))));
        district.does(
                District.DIRECTOR,
                id,
                new RecordCheck(
                        Method.ON_SITE,
                        "晏家坪",
                        List.of("李督查", "王督查"),
                        "逐盏查看，全部点亮",
                        List.of(text("现场检查记录.txt", "逐盏查看，全部点亮\n"))));
        district.clear(id);
        return id;
    }

    void lookBack(MatterId id, boolean relapsed) {
        district.does(
                District.DIRECTOR,
                id,
                new LookBack(
                        "回访居民，" + (relapsed ? "又有路灯不亮" : "路灯正常"),
                        List.of(text("回访记录.txt", "回访 " + relapsed + "\n")),
                        relapsed));
    }

    /** Archived and sealed. */
    Dossier sealed(String title) {
        MatterId id = archived(title);
        keeper.run();
        return service.get(District.DIRECTOR, id.value());
    }

    @Override
    public void close() {
        district.close();
    }
}
