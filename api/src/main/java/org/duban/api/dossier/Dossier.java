package org.duban.api.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as it is now.
 *
 * @param id that of its matter, or {@code imported-…}
 * @param imported whether it came as a package from another Duban
 * @param number the matter's number
 * @param title the matter's title
 * @param line the matter's line
 * @param retention how long it is kept: that of its last volume
 * @param volumes in order; of an imported one, as they were there
 * @param state whether it is kept
 * @param proposal why it is to be destroyed; null when nobody proposes it
 * @param certificate number of the destruction certificate; empty while it is kept
 */
public record Dossier(
        String id,
        boolean imported,
        String number,
        String title,
        Line line,
        Retention retention,
        List<Volume> volumes,
        State state,
        @Nullable Proposal proposal,
        String certificate) {

    public Dossier {
        Objects.requireNonNull(id, "id");
        volumes = List.copyOf(volumes);
    }

    /** The day its last volume was sealed; retention counts from the year after. */
    public LocalDate sealedOn() {
        return volumes.get(volumes.size() - 1).sealedOn();
    }

    /** Last day of its retention (保管期限 counts from the first of January after the year it was sealed in); null for 永久. */
    public @Nullable LocalDate keptUntil() {
        return keptUntil(retention, sealedOn());
    }

    /** The last day of a retention; null for 永久. */
    public static @Nullable LocalDate keptUntil(Retention retention, LocalDate sealedOn) {
        return switch (retention) {
            case Y -> null;
            case D30 -> LocalDate.of(sealedOn.getYear() + 30, 12, 31);
            case D10 -> LocalDate.of(sealedOn.getYear() + 10, 12, 31);
        };
    }

    /**
     * A sealed volume (卷).
     *
     * @param volume 1, 2, 3 …
     * @param fileNumber 档号
     * @param sealedOn in the office's time zone
     * @param pieces how many pieces it has
     * @param algorithm what it is sealed with
     * @param catalogue digest of its catalogue
     */
    public record Volume(
            int volume,
            String fileNumber,
            LocalDate sealedOn,
            int pieces,
            DigestAlgorithm algorithm,
            String catalogue) {}

    /** Why it is to be destroyed, and who says so. */
    public record Proposal(String by, String reason) {}

    /** Whether it is kept. */
    public enum State {
        /** 在档. */
        KEPT("在档"),
        /** 拟销毁: proposed by one person, not confirmed by another. */
        PROPOSED("拟销毁"),
        /** 已销毁. */
        DESTROYED("已销毁");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
