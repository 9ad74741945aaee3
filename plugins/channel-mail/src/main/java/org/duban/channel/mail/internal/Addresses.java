package org.duban.channel.mail.internal;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in a header: one address, one line. */
final class Addresses {

    /** RFC 5321, 4.5.3.1.3, less the angle brackets. */
    private static final int LONGEST = 254;

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[!-~]+");

    /** Whatever could end a line or turn the direction of reading around. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]+");

    private Addresses() {}

    /**
     * A mail address with a name, when the address is one by RFC 5322 without comments, names, groups and route, and can be sent to
     * without SMTPUTF8 (RFC 6531).
     */
    static Optional<InternetAddress> strict(String address, String name) {
        if (address.length() > LONGEST || !PRINTABLE_ASCII.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (parsed.isGroup() || !parsed.getAddress().equals(address) || address.indexOf('@') < 1) {
                return Optional.empty();
            }
            String personal = oneLine(name);
            if (!personal.isEmpty()) {
                parsed.setPersonal(personal, StandardCharsets.UTF_8.name());
            }
            return Optional.of(parsed);
        } catch (AddressException invalid) {
            return Optional.empty();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A text without anything that doesn't belong on one line; no longer than a title. */
    static String oneLine(String text) {
        String line = NO_TEXT.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= 200
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 199)) + "…";
    }
}
