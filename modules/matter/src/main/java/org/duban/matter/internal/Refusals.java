package org.duban.matter.internal;

import java.util.ArrayList;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.jspecify.annotations.Nullable;

/** The refusals of this module, each worded once. */
final class Refusals {

    private Refusals() {}

    static DubanException matterNotFound(MatterId id) {
        return new DubanException(Problem.of(
                ErrorCode.MATTER_NOT_FOUND, "id", id, "可见的事项编号", "没有这个事项，或无权查看", "No such matter, or not visible"));
    }

    static DubanException formTypeUnknown(String id, @Nullable Integer version) {
        return new DubanException(Problem.of(
                ErrorCode.FORM_TYPE_UNKNOWN,
                "formType",
                version == null ? id : id + " v" + version,
                "已安装的事项类型",
                "没有安装这个事项类型",
                "No such form type is installed"));
    }

    static DubanException personUnknown(String field, String person) {
        return new DubanException(Problem.of(
                ErrorCode.PERSON_UNKNOWN, field, person, "通讯录中的人员", "通讯录中没有此人", "The directory has no such person"));
    }

    static Problem unitUnknown(String field, String unit) {
        return Problem.of(
                ErrorCode.UNIT_UNKNOWN, field, unit, "通讯录中的单位", "通讯录中没有这个单位", "The directory has no such unit");
    }

    static DubanException noSuchPart(String field, int number, String what) {
        return new DubanException(Problem.of(
                ErrorCode.PART_NOT_FOUND, field, number, "已有的" + what + "序号", "没有这项" + what, "No such " + field));
    }

    /** A fact of the matter forbids it now. */
    static DubanException notNow(String field, @Nullable Object value, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.NOT_NOW, field, value, expected, zh, en));
    }

    static DubanException notNow(Obligation obligation, String expected, String zh, String en) {
        return notNow("obligation " + obligation.number(), obligation.state().zh(), expected, zh, en);
    }

    static Problem invalid(String field, @Nullable Object value, String expected, String zh) {
        return Problem.of(ErrorCode.INVALID_FIELD, field, value, expected, zh, "Not a usable value for " + field);
    }

    static Problem missing(String field, String expected) {
        return Problem.of(ErrorCode.MISSING_FIELD, field, "", expected, "缺少必填内容", field + " is required");
    }

    /** Collects all that is wrong with a command's fields, so that a person mends it in one go. */
    static final class Checks {
        private final List<Problem> problems = new ArrayList<>();

        Checks text(String field, @Nullable String value, String expected) {
            return that(value != null && !value.isBlank(), missing(field, expected));
        }

        /** A text that may be blank, but must be there. */
        Checks given(String field, @Nullable Object value, String expected) {
            return that(value != null, missing(field, expected + "，没有就填空文本"));
        }

        Checks that(boolean good, Problem otherwise) {
            if (!good) {
                problems.add(otherwise);
            }
            return this;
        }

        Checks all(List<Problem> found) {
            problems.addAll(found);
            return this;
        }

        void done() {
            if (!problems.isEmpty()) {
                throw new DubanException(problems, null);
            }
        }
    }
}
