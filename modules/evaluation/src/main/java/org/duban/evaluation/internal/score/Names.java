package org.duban.evaluation.internal.score;

import org.duban.api.evaluation.Subject;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;

/** Names for people to read; whom the directory doesn't know has its id. */
public record Names(Directory directory) {

    public String unit(String id) {
        return directory.unit(id).map(Unit::shortName).orElse(id);
    }

    public String unitInFull(String id) {
        return directory.unit(id).map(Unit::name).orElse(id);
    }

    public String person(String id) {
        return directory.person(id).map(Person::name).orElse(id);
    }

    public String subject(Subject subject) {
        return switch (subject.kind()) {
            case UNIT -> unit(subject.id());
            case LEADER, OFFICER -> person(subject.id());
            case GROUP -> "第" + subject.id() + "组";
        };
    }
}
