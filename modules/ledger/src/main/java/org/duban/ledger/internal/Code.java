package org.duban.ledger.internal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;

/**
 * The numbers that stand for an enum's constants in the tables: a constant's place in the list here. Lists only grow at their end, so
 * that a constant keeps its number wherever it is declared.
 */
final class Code<E extends Enum<E>> {

    static final Code<Line> LINE = of(Line.class, List.of(Line.PARTY, Line.GOVERNMENT));

    static final Code<Stage> STAGE = of(
            Stage.class,
            List.of(
                    Stage.INITIATION,
                    Stage.APPROVAL,
                    Stage.HANDLING,
                    Stage.FEEDBACK,
                    Stage.VERIFICATION,
                    Stage.SUBMISSION,
                    Stage.CONTINUATION,
                    Stage.CIRCULAR,
                    Stage.ARCHIVING));

    static final Code<Standing> STANDING = of(
            Standing.class,
            List.of(
                    Standing.OPEN,
                    Standing.DECLINED,
                    Standing.WITHDRAWN,
                    Standing.MERGED,
                    Standing.SPLIT,
                    Standing.TERMINATED,
                    Standing.ARCHIVED));

    static final Code<Phase> PHASE =
            of(Phase.class, List.of(Phase.GOING_ON, Phase.SUSPENDED, Phase.IN_CLEARANCE, Phase.DONE, Phase.ENDED));

    private final List<E> constants;
    private final Map<E, Integer> numbers;

    private Code(Class<E> type, List<E> constants) {
        this.constants = constants;
        this.numbers = new EnumMap<>(type);
        for (E constant : constants) {
            numbers.put(constant, numbers.size());
        }
        for (E constant : type.getEnumConstants()) {
            number(constant);
        }
    }

    private static <E extends Enum<E>> Code<E> of(Class<E> type, List<E> constants) {
        return new Code<>(type, constants);
    }

    int number(E constant) {
        Integer number = numbers.get(constant);
        if (number == null) {
            throw new IllegalStateException("no number in the ledger for " + constant);
        }
        return number;
    }

    List<Integer> numbers(Collection<E> some) {
        return some.stream().map(this::number).toList();
    }

    E constant(int number) {
        return constants.get(number);
    }
}
