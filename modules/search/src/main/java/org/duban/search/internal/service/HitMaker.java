package org.duban.search.internal.service;

import java.util.List;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.search.Facet;
import org.duban.api.search.Hit;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.api.search.TextKind;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/** Makes hits of what the index holds. Asks nobody. */
final class HitMaker {

    private HitMaker() {}

    static Hit hit(Found.Match match, Lights lights, Snippet title, List<Passage> passages) {
        MatterText matter = match.matter();
        return new Hit(
                matter.id(),
                matter.version(),
                number(matter),
                Lights.only(matter, Facet.FORM_TYPE.name()),
                title,
                Stage.valueOf(Lights.only(matter, Facet.STAGE.name())),
                Standing.valueOf(Lights.only(matter, Facet.STANDING.name())),
                orNull(matter, Facet.LEAD_UNIT),
                orNull(matter, Facet.OFFICER),
                orNull(matter, Facet.LEADER),
                matter.receivedOn(),
                matter.dueOn(),
                lights.of(matter),
                match.score(),
                passages);
    }

    private static @Nullable String orNull(MatterText matter, Facet facet) {
        String value = Lights.only(matter, facet.name());
        return value.isEmpty() ? null : value;
    }

    /** The title as it is now: the first text. */
    static String title(MatterText matter) {
        return first(matter, TextKind.TITLE);
    }

    /** The matter's own number, which it got before any other. */
    static String number(MatterText matter) {
        return first(matter, TextKind.NUMBER);
    }

    private static String first(MatterText matter, TextKind kind) {
        return matter.texts().stream()
                .filter(text -> text.kind() == kind)
                .findFirst()
                .map(MatterText.Text::text)
                .orElse("");
    }
}
