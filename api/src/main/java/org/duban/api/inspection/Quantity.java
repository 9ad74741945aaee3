package org.duban.api.inspection;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A number with its measure, as it was reported: 25.9 万平方米, 1502 辆. Exact.
 *
 * @param number decimal digits, up to 18 before and 6 after the point; kept as it was written
 * @param measure the unit of measure (计量单位)
 */
public record Quantity(String number, String measure) {

    public Quantity {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(measure, "measure");
    }

    /** A quantity of a decimal. */
    public static Quantity of(BigDecimal amount, String measure) {
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        return new Quantity(plain.toPlainString(), measure);
    }

    /** Whether {@link #number} can be read. */
    public boolean readable() {
        return number.matches("\\d{1,18}(\\.\\d{1,6})?");
    }

    /** @throws NumberFormatException when it isn't {@link #readable} */
    public BigDecimal amount() {
        return new BigDecimal(number);
    }

    /** 25.9万平方米. */
    @Override
    public String toString() {
        return number + measure;
    }
}
