package org.duban.search.internal.names;

/**
 * What one unit, person or place of the host's directory is called.
 *
 * @param kind      what bears the name
 * @param id        its identifier in the host's directory
 * @param name      the full name (住房和城乡建设局)
 * @param shortName the name used in daily work (住建局); empty when there is none
 */
public record Name(Kind kind, String id, String name, String shortName) {
    /** What can bear a name. */
    public enum Kind {
        /** A responsible unit. */
        UNIT,
        /** A person. */
        PERSON,
        /** An area: a district, a street, a village. */
        PLACE
    }
}
