package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.plugin.internal.Declarations.Declaration;
import org.duban.plugin.internal.HotFolder.Look;
import org.duban.plugin.internal.Settings.Unreadable;
import org.duban.plugin.internal.Settings.Value;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration folder's files in the Configuration Admin: {@code <pid>.cfg}, or {@code <factory pid>~<name>.cfg} where there may be
 * several. A file that can't be used leaves the last one that could in force. Used by one thread at a time.
 */
final class ConfigurationFiles {

    static final String ENDING = ".cfg";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);

    private static final int MAX_BYTES = 1 << 20;

    /** Any bundle may read it. */
    private static final String EVERYWHERE = "?";

    private final HotFolder folder;
    private final ConfigurationAdmin admin;
    private final Declarations declarations;
    private final Components components;
    private final StatusBoard board;
    private final UnaryOperator<@Nullable String> environment;
    private final SortedMap<String, Entry> files = new TreeMap<>();

    /** @param environment a variable's value, or null */
    ConfigurationFiles(
            HotFolder folder,
            ConfigurationAdmin admin,
            Declarations declarations,
            Components components,
            StatusBoard board,
            UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.admin = admin;
        this.declarations = declarations;
        this.components = components;
        this.board = board;
        this.environment = environment;
    }

    /**
     * Everything that decides what becomes of a file: while it stays the same, so does that.
     *
     * @param declared the bundle that declares its PID and its last modification; empty when none does
     * @param elsewhere the files its values are read from, as they look
     */
    private record Grounds(Fingerprint file, String declared, Map<Path, Optional<Fingerprint>> elsewhere) {}

    /** A file and what it led to. */
    private static final class Entry {
        final Pid pid;

        @Nullable
        Grounds grounds;

        Set<Path> elsewhere = Set.of();
        boolean inForce;
        boolean waiting;
        boolean unchecked;
        String refusal = "";

        Entry(Pid pid) {
            this.pid = pid;
        }
    }

    /** What a file's name says: a PID, or a factory's and a name. */
    private record Pid(String declared, @Nullable String name) {

        static Pid of(String file) {
            String stem = file.substring(0, file.length() - ENDING.length());
            int tilde = stem.indexOf('~');
            return tilde < 0 ? new Pid(stem, null) : new Pid(stem.substring(0, tilde), stem.substring(tilde + 1));
        }

        @Override
        public String toString() {
            return name == null ? declared : declared + "~" + name;
        }
    }

    /** Applies what is new, deletes what is gone. */
    void follow(Look look) throws IOException {
        for (String file : List.copyOf(files.keySet())) {
            if (look.isGone(file)) {
                Entry entry = Objects.requireNonNull(files.remove(file));
                if (entry.inForce) {
                    configuration(entry.pid).delete();
                }
                board.removed(Kind.CONFIGURATION, file);
            }
        }
        for (Map.Entry<String, Fingerprint> settled : look.settled().entrySet()) {
            String file = settled.getKey();
            Entry entry = files.computeIfAbsent(file, name -> new Entry(Pid.of(name)));
            Optional<Declaration> declaration = declarations.find(entry.pid.declared());
            Grounds grounds = grounds(settled.getValue(), declaration, entry.elsewhere);
            Grounds before = entry.grounds;
            if (grounds.equals(before) && !(entry.waiting && components.read(entry.pid.declared()))) {
                continue;
            }
            if (before == null || !before.file().equals(grounds.file())) {
                board.renewed(Kind.CONFIGURATION, file);
            }
            take(file, entry, declaration);
            entry.grounds = grounds(settled.getValue(), declaration, entry.elsewhere);
        }
    }

    private static Grounds grounds(Fingerprint file, Optional<Declaration> declaration, Set<Path> elsewhere)
            throws IOException {
        Map<Path, Optional<Fingerprint>> others = new HashMap<>();
        for (Path other : elsewhere) {
            others.put(other, Optional.ofNullable(Fingerprint.of(other)));
        }
        String declared = declaration
                .map(d -> d.bundle().getBundleId() + " " + d.bundle().getLastModified())
                .orElse("");
        return new Grounds(file, declared, others);
    }

    private void take(String file, Entry entry, Optional<Declaration> declaration) throws IOException {
        entry.refusal = "";
        entry.waiting = false;
        entry.unchecked = false;
        try {
            String text = TextFile.read(folder.file(file), MAX_BYTES);
            Path parent = Objects.requireNonNull(folder.file(file).getParent(), "a file in a folder");
            Settings settings = Settings.read(text, parent, environment);
            entry.elsewhere = settings.files();
            if (declaration.isPresent()) {
                apply(entry, typed(entry.pid, declaration.get(), settings.values()));
            } else if (components.read(entry.pid.declared())) {
                entry.unchecked = true;
                Hashtable<String, Object> texts = new Hashtable<>();
                settings.values().forEach((key, value) -> texts.put(key, value.text()));
                apply(entry, texts);
            } else {
                entry.waiting = true;
            }
        } catch (Unreadable e) {
            entry.elsewhere = e.files();
            entry.refusal = e.reason();
        } catch (Refusal e) {
            entry.refusal = e.reason();
        }
    }

    private static Hashtable<String, Object> typed(Pid pid, Declaration declaration, Map<String, Value> values)
            throws Refusal {
        if (declaration.factory() && pid.name() == null) {
            throw new Refusal(pid + " 可以有多个配置，文件名应为 " + pid + "~名称" + ENDING);
        }
        if (!declaration.factory() && pid.name() != null) {
            throw new Refusal(pid.declared() + " 只有一个配置，文件名应为 " + pid.declared() + ENDING);
        }
        if (pid.name() != null && pid.name().isBlank()) {
            throw new Refusal("文件名中 ~ 之后缺少名称");
        }
        return Typing.typed(
                declaration.definition(),
                Limits.of(declaration.bundle(), declaration.definition().getID()),
                values);
    }

    private void apply(Entry entry, Hashtable<String, Object> properties) throws IOException {
        configuration(entry.pid).updateIfDifferent(properties);
        entry.inForce = true;
    }

    private Configuration configuration(Pid pid) throws IOException {
        return pid.name() == null
                ? admin.getConfiguration(pid.declared(), EVERYWHERE)
                : admin.getFactoryConfiguration(pid.declared(), pid.name(), EVERYWHERE);
    }

    /** Says how each one is. */
    void report() {
        files.forEach((file, entry) -> {
            State state = State.ACTIVE;
            String reason = "";
            if (!entry.refusal.isEmpty()) {
                state = State.REFUSED;
                reason = entry.refusal + (entry.inForce ? "；仍在使用此前的配置" : "");
            } else if (entry.waiting) {
                state = State.WAITING;
                reason = "没有组件使用配置 " + entry.pid.declared() + "，相应的插件尚未安装";
            } else {
                List<String> failures = components.failuresWith(entry.pid.toString(), entry.pid.declared());
                if (!failures.isEmpty()) {
                    state = State.REFUSED;
                    reason = Refusal.joined(failures);
                } else if (entry.unchecked) {
                    reason = "没有配置项的声明，未经检查";
                }
            }
            board.put(Kind.CONFIGURATION, file, entry.pid.toString(), "", state, reason);
        });
    }

    /** Takes everything back. */
    void end() {
        files.values().stream().filter(entry -> entry.inForce).forEach(entry -> {
            try {
                configuration(entry.pid).delete();
            } catch (IOException | IllegalStateException e) {
                LOG.warn("The configuration {} could not be taken back: {}", entry.pid, e.toString());
            }
        });
    }
}
