package org.duban.api.health;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One thing that was looked at.
 *
 * @param subject what, a stable name for programs: {@code calendar}, {@code channel/mail}, {@code reader/notice}
 * @param status how it is
 * @param messageZh one sentence for people, in Chinese: what is so, and when it isn't well what to do
 * @param figures names and numbers or short texts for programs, {@code pending} → {@code 12}; in the order of the names
 */
public record Finding(String subject, Status status, String messageZh, Map<String, String> figures) {

    public Finding {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(messageZh, "messageZh");
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a finding has a subject");
        }
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** A finding without figures. */
    public static Finding of(String subject, Status status, String messageZh) {
        return new Finding(subject, status, messageZh, Map.of());
    }

    /** How something is, from good to bad. */
    public enum Status {
        /** 正常. */
        OK("正常"),
        /** 注意: works, and somebody should look at it. */
        WARN("注意"),
        /** 故障: doesn't work. */
        FAIL("故障");

        private final String zh;

        Status(String zh) {
            this.zh = zh;
        }

        /** The status in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
