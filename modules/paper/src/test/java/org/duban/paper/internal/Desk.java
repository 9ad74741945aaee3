package org.duban.paper.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duban.district.District;
import org.duban.paper.internal.PaperService.Parts;
import org.duban.spi.paper.PaperRenderer;

/** A district that writes papers: letterhead of 七里河区, one Chinese font, files in a folder. */
final class Desk implements AutoCloseable {

    final District district;
    final Shelf shelf;
    final Path config;
    final Templates templates;
    final List<PaperRenderer> renderers = new CopyOnWriteArrayList<>();
    private final Path folder;
    PaperService papers;

    Desk(Path folder) throws IOException {
        this.folder = folder;
        district = new District(Files.createDirectories(folder.resolve("data")));
        config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("letterhead.json"), """
                {"PARTY": {"office": "七里河区委督查室", "mark": "中共七里河区委督查室文件", "note": ""},
                 "GOVERNMENT": {"office": "七里河区人民政府督查室", "mark": "七里河区人民政府督查室文件", "note": "联系人：李督查，电话：0931—2660000"}}
                """);
        font(config.resolve("fonts"));
        shelf = new Shelf(folder.resolve("files"));
        templates = new Templates(config);
        papers = begin();
    }

    /** As a Duban that starts on the same journal. */
    PaperService begin() {
        Office office = Office.read(config);
        papers = new PaperService(
                new Parts(
                        district.journal(),
                        district,
                        district.access(),
                        district.matters(),
                        district.ledger(),
                        district.formTypes(),
                        shelf,
                        district.paperNumbering(),
                        office,
                        district,
                        District.ZONE,
                        () -> List.copyOf(renderers)),
                templates,
                new Press(office.fonts()));
        return papers;
    }

    /** Puts the font of the tests (文泉驿正黑) into a folder. */
    static void font(Path folder) {
        try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream("/fonts/WenQuanZhengHei.ttf"))) {
            Files.copy(in, Files.createDirectories(folder).resolve("wqy.ttf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        district.close();
    }
}
