package org.duban.paper.internal.docx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.paper.internal.docx.Tag.Kind;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A section of whole rows: it opens in one cell and closes in another.
 *
 * @param first index of its first row among the table's children
 * @param last index of its last row
 */
record RowSection(Tag tag, int first, int last) {

    /** The section of rows whose opening stands first in this row; empty when there is none. */
    static Optional<RowSection> startingAt(List<Element> siblings, int index) {
        List<Place> inRow = places(siblings.get(index));
        if (inRow.isEmpty() || !inRow.get(0).tag().opens()) {
            return Optional.empty();
        }
        Place open = inRow.get(0);
        int depth = 0;
        for (int i = index; i < siblings.size(); i++) {
            for (Place place : places(siblings.get(i))) {
                if (!place.tag().name().equals(open.tag().name())) {
                    continue;
                }
                depth += place.tag().opens() ? 1 : place.tag().kind() == Kind.CLOSE ? -1 : 0;
                if (depth == 0) {
                    return place.cell() == open.cell()
                            ? Optional.empty()
                            : Optional.of(new RowSection(open.tag(), index, i));
                }
            }
        }
        return Optional.empty();
    }

    /** Copies of its rows, without the pair of placeholders. */
    List<Element> withoutTags(List<Element> siblings) {
        List<Element> rows = new ArrayList<>();
        for (Element row : siblings.subList(first, last + 1)) {
            rows.add((Element) row.cloneNode(true));
        }
        remove(places(rows.get(0)).get(0));
        List<Place> closes = places(rows.get(rows.size() - 1)).stream()
                .filter(place ->
                        place.tag().kind() == Kind.CLOSE && place.tag().name().equals(tag.name()))
                .toList();
        remove(closes.get(closes.size() - 1));
        return rows;
    }

    private static void remove(Place place) {
        Element run = place.run();
        Element paragraph = (Element) run.getParentNode();
        paragraph.removeChild(run);
        Node cell = paragraph.getParentNode();
        if (Runs.text(paragraph).isBlank() && Xml.children(cell, "p").size() > 1) {
            cell.removeChild(paragraph);
        }
    }

    private record Place(Tag tag, Element cell, Element run) {}

    /** The placeholders of a row, without those of tables inside it. */
    private static List<Place> places(Element row) {
        List<Place> places = new ArrayList<>();
        if (!Xml.is(row, "tr")) {
            return places;
        }
        for (Element cell : Xml.children(row, "tc")) {
            for (Element paragraph : Xml.children(cell, "p")) {
                for (Element run : Xml.children(paragraph, "r")) {
                    Xml.child(run, "t")
                            .flatMap(text -> Tag.alone(text.getTextContent()))
                            .ifPresent(tag -> places.add(new Place(tag, cell, run)));
                }
            }
        }
        return places;
    }
}
