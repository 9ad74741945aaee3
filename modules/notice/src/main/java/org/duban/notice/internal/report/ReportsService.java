package org.duban.notice.internal.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.OwedReport.State;
import org.duban.api.notice.Reports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Works out the reports owed from the histories of matters, each time anew. */
@Component(service = Reports.class)
public final class ReportsService implements Reports {

    private static final int PAGE = 200;

    private final Matters matters;
    private final Ledger ledger;
    private final FormTypes formTypes;
    private final Calendars calendars;
    private final ZoneId zone;

    @Activate
    public ReportsService(
            @Reference Matters matters,
            @Reference Ledger ledger,
            @Reference FormTypes formTypes,
            @Reference Calendars calendars,
            @Reference ZoneId zone) {
        this.matters = matters;
        this.ledger = ledger;
        this.formTypes = formTypes;
        this.calendars = calendars;
        this.zone = zone;
    }

    @Override
    public List<OwedReport> of(Actor actor, MatterId matter, Instant asOf) {
        List<Recorded> history = matters.history(actor, matter);
        FormType type = formType(history);
        return type.cadences().isEmpty()
                ? List.of()
                : OwedReports.of(
                        history,
                        type.cadences(),
                        calendars.asOf(asOf.atZone(zone).toLocalDate()),
                        zone,
                        asOf);
    }

    /** The version that the matter was registered with. */
    private FormType formType(List<Recorded> history) {
        if (!(history.get(0).event() instanceof Registered registered)) {
            throw new IllegalArgumentException("the first event of a matter registers it: " + history.get(0));
        }
        String id = registered.draft().formType();
        int version = registered.formVersion();
        return formTypes
                .find(id, version)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.FORM_TYPE_UNKNOWN,
                        "formType",
                        id + " " + version,
                        "用过的事项类型",
                        "找不到事项登记时的事项类型版本",
                        "The form type the matter was registered with is not known")));
    }

    @Override
    public List<OwedReport> missing(Actor actor, LedgerQuery query, Instant asOf, int limit) {
        if (limit < 1) {
            throw new DubanException(
                    Problem.of(ErrorCode.INVALID_FIELD, "limit", limit, "1 或以上", "条数不在范围内", "limit is out of range"));
        }
        Set<String> found = query.formTypes().isEmpty()
                ? ledger.count(actor, ofTypes(Set.of(), query), Dimension.FORM_TYPE)
                        .by()
                        .keySet()
                : query.formTypes();
        Set<String> reporting = found.stream().filter(this::mayReport).collect(Collectors.toSet());
        if (reporting.isEmpty()) {
            return List.of();
        }
        LedgerQuery narrowed = ofTypes(reporting, query);
        List<OwedReport> missing = new ArrayList<>();
        String next = null;
        do {
            Page page = ledger.list(actor, narrowed, next, PAGE);
            for (LedgerRow row : page.rows()) {
                missing.addAll(missing(actor, row.id(), asOf));
                if (missing.size() >= limit) {
                    return List.copyOf(missing.subList(0, limit));
                }
            }
            next = page.next();
        } while (next != null);
        return List.copyOf(missing);
    }

    private List<OwedReport> missing(Actor actor, MatterId matter, Instant asOf) {
        try {
            return of(actor, matter, asOf).stream()
                    .filter(report -> report.state() == State.MISSING)
                    .toList();
        } catch (DubanException e) {
            if (e.code() == ErrorCode.MATTER_NOT_FOUND) {
                return List.of(); // no longer to be seen by this actor since the page was read
            }
            throw e;
        }
    }

    /** Whether a version of a form type has cadences; matters of one that isn't installed now have to be looked into. */
    private boolean mayReport(String formType) {
        Optional<FormType> newest = formTypes.find(formType);
        if (newest.isEmpty()) {
            return true;
        }
        // Matters may have a version above the newest one installed, when an older definition was put back.
        for (int version = 1; ; version++) {
            Optional<FormType> type = formTypes.find(formType, version);
            if (type.isEmpty() && version > newest.get().version()) {
                return false;
            }
            if (type.filter(t -> !t.cadences().isEmpty()).isPresent()) {
                return true;
            }
        }
    }

    /** The query without its own "as of". */
    private static LedgerQuery ofTypes(Set<String> formTypes, LedgerQuery q) {
        return new LedgerQuery(
                formTypes,
                q.stages(),
                q.standings(),
                q.progress(),
                q.unit(),
                q.leadOnly(),
                q.officer(),
                q.group(),
                q.line(),
                q.leader(),
                q.area(),
                q.receivedFrom(),
                q.receivedTo(),
                q.dueFrom(),
                q.dueTo(),
                q.lights(),
                q.filters(),
                null,
                q.sort(),
                q.descending());
    }
}
