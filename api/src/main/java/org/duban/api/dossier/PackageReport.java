package org.duban.api.dossier;

import java.util.List;
import java.util.Objects;

/**
 * What a look at a package found.
 *
 * @param dossier id of the dossier in it; empty when that can't be read
 * @param title the matter's title; empty when it can't be read
 * @param volumes how many volumes were verified
 * @param pieces how many pieces were verified
 * @param key SHA-256 of the public key it is signed with; empty when it isn't signed
 * @param faults everything that isn't as it was; empty: intact
 * @param remarks what isn't wrong and should be known, in Chinese
 */
public record PackageReport(
        String dossier, String title, int volumes, int pieces, String key, List<Fault> faults, List<String> remarks) {
    public PackageReport {
        faults = List.copyOf(faults);
        remarks = List.copyOf(remarks);
    }

    /** Whether every byte is as it was sealed and exported. */
    public boolean intact() {
        return faults.isEmpty();
    }

    /**
     * Something that isn't as it was.
     *
     * @param where the file's path in the package; the package itself when empty
     * @param item which piece, event or line of it; empty when the whole file is meant
     * @param reason one sentence in Chinese
     */
    public record Fault(String where, String item, String reason) {
        public Fault {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(reason, "reason");
        }

        /** One line in Chinese. */
        public String describe() {
            return (where.isEmpty() ? "档案包" : where) + (item.isEmpty() ? "" : "（" + item + "）") + "：" + reason;
        }
    }
}
