package org.duban.api.dossier;

/** What a volume's pieces are sealed with. */
public enum DigestAlgorithm {
    /** SHA-256 (FIPS 180-4). */
    SHA256("SHA-256"),
    /** 国密 SM3 (GB/T 32905-2016). */
    SM3("SM3");

    private final String id;

    DigestAlgorithm(String id) {
        this.id = id;
    }

    /** Its usual name. */
    public String id() {
        return id;
    }
}
