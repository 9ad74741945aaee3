package org.duban.form.internal;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.ValidationContext;

/**
 * A format that knows how long its texts are at most. Some formats of the validator are regular expressions that overflow the
 * stack on a long text.
 *
 * @param format the format
 */
record BoundedFormat(Format format) implements Format {

    /** The longest of them are addresses, and no browser is sure to take a longer one. */
    static final int MAX_CHARS = 2048;

    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public boolean matches(ExecutionContext execution, ValidationContext validation, String value) {
        if (value.length() > MAX_CHARS) {
            return false;
        }
        try {
            return format.matches(execution, validation, value);
        } catch (StackOverflowError e) {
            // On the small stack of a host's thread even this was too long.
            return false;
        }
    }
}
