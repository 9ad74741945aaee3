package org.duban.api.matter;

/** How long a dossier is kept (DA/T 22-2015). */
public enum Retention {
    /** 永久: for ever. */
    Y,
    /** 30 years. */
    D30,
    /** 10 years. */
    D10
}
