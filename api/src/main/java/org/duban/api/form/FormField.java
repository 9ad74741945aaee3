package org.duban.api.form;

import java.util.Objects;

/**
 * A field of a form, as a page draws it and a table shows it; what it may hold is said by the schema.
 *
 * @param pointer JSON pointer of the field; for a column of table rows that of the table, {@code /*} and the column: <code>/visits/&#42;/date</code>
 * @param title what people call it
 * @param kind what it holds
 * @param unit unit of a number or of money, 万元; empty when it has none
 * @param widget hint for pages, {@code textarea}; empty when the kind says it all
 * @param required whether the schema requires it
 */
public record FormField(String pointer, String title, Kind kind, String unit, String widget, boolean required) {

    public FormField {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(widget, "widget");
    }

    /** What a field holds; the definition's {@code x-kind}, or what follows from the schema. */
    public enum Kind {
        /** 文本. */
        TEXT("text"),
        /** 富文本: text with a small, safe set of HTML tags. */
        RICH_TEXT("rich-text"),
        /** 数字, with or without a unit. */
        NUMBER("number"),
        /** 金额: a decimal text or number with a unit of money. */
        MONEY("money"),
        /** 日期, ISO 8601. */
        DATE("date"),
        /** 是否. */
        FLAG("flag"),
        /** 单选. */
        CHOICE("choice"),
        /** 多选. */
        CHOICES("choices"),
        /** 人员: a person's id. */
        PERSON("person"),
        /** 单位: a unit's id. */
        UNIT("unit"),
        /** 多个单位: a list of units' ids. */
        UNITS("units"),
        /** 附件: a list of attachment ids. */
        ATTACHMENT("attachment"),
        /** 明细表: a list of rows. */
        TABLE("table"),
        /** A group of fields, or something only the schema can say. */
        GROUP("group");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** How a definition writes it, {@code rich-text}. */
        public String id() {
            return id;
        }
    }
}
