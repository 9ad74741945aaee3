package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matters;
import org.duban.api.office.Person;
import org.duban.api.sheet.LedgerSheets;
import org.duban.api.sheet.SheetColumn;
import org.duban.api.sheet.SheetProgress;
import org.duban.api.sheet.Written;
import org.duban.ledger.internal.JsonFile;
import org.duban.ledger.internal.excel.Columns.Item;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what the ledger lists and counts. Keeps nothing. */
@Component(service = LedgerSheets.class)
public final class LedgerSheetsService implements LedgerSheets {

    private static final int PAGE = 500;

    private final Ledger ledger;
    private final Journal journal;
    private final Matters matters;
    private final Access access;
    private final Directory directory;
    private final FormTypes formTypes;
    private final InstantSource clock;
    private final ZoneId zone;
    private final List<SheetColumn> columns;

    @Activate
    public LedgerSheetsService(
            BundleContext context,
            @Reference Ledger ledger,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference Access access,
            @Reference Directory directory,
            @Reference FormTypes formTypes,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this(ledger, journal, matters, access, directory, formTypes, clock, zone, JsonFile.folder(context));
    }

    /** @param config the configuration folder; null: all as by default */
    public LedgerSheetsService(
            Ledger ledger,
            Journal journal,
            Matters matters,
            Access access,
            Directory directory,
            FormTypes formTypes,
            InstantSource clock,
            ZoneId zone,
            @Nullable Path config) {
        this.ledger = ledger;
        this.journal = journal;
        this.matters = matters;
        this.access = access;
        this.directory = directory;
        this.formTypes = formTypes;
        this.clock = clock;
        this.zone = zone;
        this.columns = ColumnFile.read(config);
    }

    @Override
    public List<SheetColumn> columns() {
        return columns;
    }

    @Override
    public Written export(
            Actor actor,
            LedgerQuery query,
            String title,
            List<String> wanted,
            OutputStream out,
            SheetProgress progress) {
        Person person = exporter(actor);
        List<SheetColumn> chosen = chosen(wanted);
        Names names = new Names(directory, formTypes);
        Instant at = Objects.requireNonNullElseGet(query.asOf(), clock::instant);
        long total = ledger.count(actor, query, Dimension.LINE).total();
        String cover = cover(query, names, person, total);
        long rows = new LedgerBook(title.isBlank() ? "督查事项台账" : title, cover, chosen)
                .write(out, taking -> read(actor, query, taking), total, names, formTypes, zone, progress);
        return new Written(rows, at);
    }

    private Person exporter(Actor actor) {
        Person person = directory.requirePerson(actor.person());
        access.require(person, Right.EXPORT_LEDGER, Map.of());
        return person;
    }

    private String cover(LedgerQuery query, Names names, Person person, long total) {
        return "查询条件：" + QueryWords.of(query, names, formTypes, zone)
                + "　　导出时间：" + QueryWords.TIME.format(clock.instant().atZone(zone))
                + "　　共 " + total + " 件　　导出人：" + person.name();
    }

    private List<SheetColumn> chosen(List<String> wanted) {
        if (wanted.isEmpty()) {
            return columns.stream().filter(SheetColumn::shown).toList();
        }
        Map<String, SheetColumn> known = new LinkedHashMap<>();
        columns.forEach(column -> known.put(column.id(), column));
        List<SheetColumn> chosen = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String id : wanted) {
            SheetColumn column = known.get(id);
            if (column == null) {
                problems.add(Problem.invalid("columns", id, String.join("、", known.keySet()), "没有这一列"));
            } else {
                chosen.add(column);
            }
        }
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return chosen;
    }

    private void read(Actor actor, LedgerQuery query, LedgerBook.Taking taking) throws IOException {
        long ordinal = 0;
        String next = null;
        do {
            Page page = ledger.list(actor, query, next, PAGE);
            for (LedgerRow row : page.rows()) {
                List<Recorded> history = journal.read(row.id().stream());
                taking.take(new Item(++ordinal, row, Facts.of(matters.replay(history), history, query.unit(), zone)));
            }
            next = page.next();
        } while (next != null);
    }

    @Override
    public Written statistics(Actor actor, LedgerQuery query, String title, OutputStream out) {
        Person person = exporter(actor);
        Names names = new Names(directory, formTypes);
        Instant at = Objects.requireNonNullElseGet(query.asOf(), clock::instant);
        Figures figures = Figures.of(ledger, actor, query, at, names, formTypes);
        String cover = cover(query, names, person, figures.total());
        StatisticsBook.write(out, title.isBlank() ? "督查事项统计" : title, cover, figures);
        return new Written(figures.total(), at);
    }
}
