package org.duban.paper.internal.docx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.paper.internal.docx.Tag.Kind;
import org.jspecify.annotations.Nullable;

/** What names mean at a place: those of the item first, then those around it. */
record Scope(Object item, @Nullable Scope around, int number) {

    Optional<Object> find(List<String> path) {
        if (path.equals(List.of("")) || path.equals(List.of("."))) {
            return Optional.of(item);
        }
        for (Scope scope = this; scope != null; scope = scope.around) {
            if (scope.item instanceof Map<?, ?> map && map.containsKey(path.get(0))) {
                Object value = map.get(path.get(0));
                for (String name : path.subList(1, path.size())) {
                    value = value instanceof Map<?, ?> inner ? inner.get(name) : null;
                }
                return Optional.ofNullable(value);
            }
        }
        for (Scope scope = this; scope != null; scope = scope.around) {
            if (path.equals(List.of("序号")) && scope.number > 0) {
                return Optional.of(scope.number);
            }
        }
        return Optional.empty();
    }

    /** The scopes of what a section encloses: one for each item, none when it is left out. */
    List<Scope> within(Tag tag) {
        Object value = find(tag.path()).orElse("");
        boolean empty = value instanceof String text
                ? text.isBlank()
                : value instanceof List<?> list
                        ? list.isEmpty()
                        : value instanceof Map<?, ?> map ? map.isEmpty() : Boolean.FALSE.equals(value);
        if (tag.kind() == Kind.INVERTED || empty) {
            return (tag.kind() == Kind.INVERTED) == empty ? List.of(this) : List.of();
        }
        if (value instanceof List<?> list) {
            List<Scope> items = new ArrayList<>();
            for (Object item : list) {
                items.add(new Scope(item, this, items.size() + 1));
            }
            return items;
        }
        return List.of(value instanceof Map<?, ?> ? new Scope(value, this, number) : this);
    }
}
