package org.duban.evaluation.internal.conduct;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;

/** Which obligations an event of a matter is about. */
public final class About {

    private About() {}

    /** Numbers of the obligations; empty when it is about the whole matter. */
    public static Set<Integer> obligations(MatterEvent event) {
        if (event instanceof Assigned e) {
            return e.obliged().stream().map(Obliged::number).collect(Collectors.toUnmodifiableSet());
        } else if (event instanceof Acknowledged e) {
            return Set.of(e.obligation());
        } else if (event instanceof Delegated e) {
            return Set.of(e.obligation());
        } else if (event instanceof Disputed e) {
            return Set.of(e.obligation());
        } else if (event instanceof DisputeDecided e) {
            return Set.of(e.obligation());
        } else if (event instanceof ExtensionRequested e) {
            return Set.of(e.obligation());
        } else if (event instanceof ExtensionDecided e) {
            return Set.of(e.obligation());
        } else if (event instanceof Suspended e) {
            return e.stopped().stream().map(Stopped::obligation).collect(Collectors.toUnmodifiableSet());
        } else if (event instanceof Resumed e) {
            return numbers(e.dues());
        } else if (event instanceof Reminded e) {
            return Set.of(e.obligation());
        } else if (event instanceof DueDatesRecounted e) {
            return numbers(e.dues());
        } else if (event instanceof Escalated e) {
            return Set.of(e.obligation());
        } else if (event instanceof ProgressReported e) {
            return Set.of(e.obligation());
        } else if (event instanceof Finished e) {
            return Set.of(e.obligation());
        } else if (event instanceof CompletedInPart e) {
            return Set.of(e.obligation());
        } else if (event instanceof Returned e) {
            return numbers(e.obligations());
        }
        return Set.of();
    }

    private static Set<Integer> numbers(List<NewDue> dues) {
        return dues.stream().map(NewDue::obligation).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the event ends the matter, and with it every open obligation. */
    public static boolean ends(MatterEvent event) {
        return event instanceof Declined
                || event instanceof Withdrawn
                || event instanceof Merged
                || event instanceof MatterEvent.Split
                || event instanceof Terminated;
    }

    /** The simple names of all events of a matter. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        add(MatterEvent.class, names);
        return names;
    }

    private static void add(Class<?> type, Set<String> names) {
        if (type.isRecord()) {
            names.add(type.getSimpleName());
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            add(permitted, names);
        }
    }
}
