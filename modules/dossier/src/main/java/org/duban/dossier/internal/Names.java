package org.duban.dossier.internal;

import org.duban.api.matter.Actor;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** What people and units are called now: a sealed text keeps the name for when nobody knows the id any more. */
record Names(Directory directory) {

    /** 「李督查（officer）」; the id alone for somebody the directory no longer knows. */
    String person(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return "";
        }
        if (id.equals(Actor.DUBAN.person())) {
            return Person.DUBAN.name();
        }
        return directory
                .person(id)
                .map(person -> person.name() + "（" + id + "）")
                .orElseGet(() -> unit(id));
    }

    /** As responsible for a document: name, and unit when the person has one. */
    String author(String id) {
        if (id.equals(Actor.DUBAN.person())) {
            return Person.DUBAN.name();
        }
        return directory
                .person(id)
                .map(person -> {
                    String unit = person.unit();
                    String of = unit == null
                            ? ""
                            : directory.unit(unit).map(Unit::name).orElse("");
                    return of.isEmpty() ? person.name() : of + " " + person.name();
                })
                .orElse(id);
    }

    String unit(@Nullable String id) {
        return id == null || id.isEmpty()
                ? ""
                : directory.unit(id).map(unit -> unit.name() + "（" + id + "）").orElse(id);
    }
}
