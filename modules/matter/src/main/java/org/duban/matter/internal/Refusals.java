package org.duban.matter.internal;

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
}
