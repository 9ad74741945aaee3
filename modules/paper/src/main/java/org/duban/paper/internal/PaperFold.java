package org.duban.paper.internal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamBook;
import org.duban.api.paper.Paper;
import org.duban.api.paper.Paper.State;
import org.duban.api.paper.PaperDraft;
import org.duban.api.paper.PaperEvent;
import org.duban.api.paper.PaperEvent.PaperAdopted;
import org.duban.api.paper.PaperEvent.PaperDrafted;
import org.duban.api.paper.PaperEvent.PaperNumbered;
import org.duban.api.paper.PaperEvent.PaperPublished;
import org.duban.api.paper.PaperEvent.PaperRevised;
import org.duban.api.paper.PaperEvent.PaperSigned;
import org.duban.api.paper.PaperEvent.PaperWithdrawn;
import org.jspecify.annotations.Nullable;

/** What a paper's events add up to. */
final class PaperFold implements StreamBook.Fold<Paper> {

    private final ZoneId zone;

    PaperFold(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Paper apply(@Nullable Paper before, Recorded recorded) {
        PaperEvent event = (PaperEvent) recorded.event();
        if (event instanceof PaperDrafted e) {
            return fresh(recorded, State.DRAFT, e.draft(), recorded.actor());
        } else if (event instanceof PaperAdopted e) {
            Paper paper = fresh(recorded, State.NUMBERED, e.draft(), e.issuer());
            return new Paper(
                    paper.id(),
                    paper.version(),
                    State.NUMBERED,
                    paper.draft(),
                    1,
                    paper.drafters(),
                    e.issuer(),
                    "",
                    e.number(),
                    e.on(),
                    e.on(),
                    List.of(),
                    "",
                    e.matter(),
                    recorded.at());
        }
        Paper p = Objects.requireNonNull(before, "a paper begins with its draft");
        LocalDate day = recorded.at().atZone(zone).toLocalDate();
        if (event instanceof PaperRevised e) {
            Set<String> drafters = new HashSet<>(p.drafters());
            drafters.add(recorded.actor());
            return new Paper(
                    p.id(),
                    recorded.version(),
                    State.DRAFT,
                    e.draft(),
                    p.revision() + 1,
                    drafters,
                    null,
                    "",
                    "",
                    null,
                    null,
                    List.of(),
                    "",
                    null,
                    recorded.at());
        } else if (event instanceof PaperSigned e) {
            return new Paper(
                    p.id(),
                    recorded.version(),
                    State.SIGNED,
                    p.draft(),
                    p.revision(),
                    p.drafters(),
                    recorded.actor(),
                    e.opinion(),
                    "",
                    day,
                    null,
                    List.of(),
                    "",
                    null,
                    recorded.at());
        } else if (event instanceof PaperNumbered e) {
            return then(p, recorded, State.NUMBERED, e.number(), e.on(), List.of(), "");
        } else if (event instanceof PaperPublished e) {
            return then(p, recorded, State.ISSUED, p.number(), p.issuedOn(), e.files(), "");
        } else if (event instanceof PaperWithdrawn e) {
            return then(p, recorded, State.WITHDRAWN, p.number(), p.issuedOn(), p.files(), e.reason());
        }
        throw new IllegalStateException("no rule for " + event);
    }

    private static Paper fresh(Recorded recorded, State state, PaperDraft draft, String drafter) {
        return new Paper(
                recorded.stream().id(),
                recorded.version(),
                state,
                draft,
                1,
                Set.of(drafter),
                null,
                "",
                "",
                null,
                null,
                List.of(),
                "",
                null,
                recorded.at());
    }

    private static Paper then(
            Paper p,
            Recorded recorded,
            State state,
            String number,
            @Nullable LocalDate issuedOn,
            List<org.duban.api.matter.Attachment> files,
            String withdrawn) {
        return new Paper(
                p.id(),
                recorded.version(),
                state,
                p.draft(),
                p.revision(),
                p.drafters(),
                p.signer(),
                p.opinion(),
                number,
                p.writtenOn(),
                issuedOn,
                files,
                withdrawn,
                p.issuedBy(),
                recorded.at());
    }
}
