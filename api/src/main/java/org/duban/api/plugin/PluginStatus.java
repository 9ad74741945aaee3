package org.duban.api.plugin;

import java.time.Instant;
import java.util.Objects;

/**
 * One file and what became of it.
 *
 * @param file its name, {@code channel-sms-1.2.jar}
 * @param kind what it is
 * @param id what it brings: a bundle's symbolic name, a form type's id, a configuration's PID; empty while unknown
 * @param version its version; empty when unknown or when it has none
 * @param state whether it is in use
 * @param reason why it isn't in use, or what is doubtful about it, one line in Chinese; empty when all is well
 * @param since when this state began
 */
public record PluginStatus(
        String file, Kind kind, String id, String version, State state, String reason, Instant since) {

    public PluginStatus {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
    }

    /** What a file is. */
    public enum Kind {
        /** {@code *.jar}. */
        BUNDLE("插件"),
        /** {@code *.json}. */
        FORM_TYPE("事项类型"),
        /** {@code *.cfg}. */
        CONFIGURATION("配置");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        /** The kind in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /** Whether a file is in use. */
    public enum State {
        /** 使用中. */
        ACTIVE("使用中"),
        /** 等待: right in itself, but something it needs isn't there; the reason names it. */
        WAITING("等待"),
        /** 不可用: the reason says why. */
        REFUSED("不可用"),
        /** 已移除: the file is gone; nothing of it is in use, matters keep the form types they have. */
        REMOVED("已移除");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
