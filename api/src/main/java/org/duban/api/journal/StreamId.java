package org.duban.api.journal;

/**
 * The history an event belongs to.
 *
 * @param kind of what, {@code matter}
 * @param id of which one
 */
public record StreamId(String kind, String id) {

    public StreamId {
        if (kind.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a stream needs a kind and an id: " + kind + ", " + id);
        }
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
