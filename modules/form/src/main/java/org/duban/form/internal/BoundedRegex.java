package org.duban.form.internal;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;

/**
 * Regular expressions that give up. A form's text comes from outside and a pattern like {@code (a+)+$} can keep a thread busy
 * for years or overflow its stack: a text that costs too much to match does not match.
 */
final class BoundedRegex implements RegularExpressionFactory {

    /** Reads of a character for one text: some hundred for each of a page's characters, a fraction of a second in all. */
    private static final int MAX_READS = 10_000_000;

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> {
            try {
                return pattern.matcher(new Metered(text)).find();
            } catch (TooCostly | StackOverflowError e) {
                return false;
            }
        };
    }

    private static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooCostly() {
            super("matching takes too long", null, false, false);
        }
    }

    private static final class Metered implements CharSequence {
        private final CharSequence text;
        private int reads;

        Metered(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MAX_READS) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
