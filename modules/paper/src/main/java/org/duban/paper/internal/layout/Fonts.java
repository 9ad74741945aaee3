package org.duban.paper.internal.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts of the site. What a paper asks for is looked for by name; when it isn't there, what stands for it is taken, and that is known.
 * Thread-safe; folders are looked through once.
 */
public final class Fonts {

    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    private static final int DEEPEST = 6;

    /** A font that doesn't have this has no Chinese. */
    private static final int CHINESE = '的';

    private final List<Path> folders;
    private final List<Kin> kin;
    private final Map<String, List<Face>> chains = new HashMap<>();
    private final Map<FontFile, Optional<Face>> faces = new HashMap<>();
    private List<FontFile> files = List.of();
    private boolean scanned;

    /**
     * Names of one design.
     *
     * @param names what it is called, 仿宋_GB2312, 仿宋, FangSong; any of these is the right one
     * @param instead names of fonts that stand for it when none of those is there, in order
     */
    public record Kin(List<String> names, List<String> instead) {
        public Kin {
            names = List.copyOf(names);
            instead = List.copyOf(instead);
        }
    }

    /**
     * A font that isn't there.
     *
     * @param wanted its name
     * @param taken the family taken for it; empty when there is no font with Chinese at all
     */
    public record Gap(String wanted, String taken) {}

    public Fonts(List<Path> folders, List<Kin> kin) {
        this.folders = List.copyOf(folders);
        this.kin = List.copyOf(kin);
    }

    public List<Path> folders() {
        return folders;
    }

    /** The fonts to set a family's text in, the best first; each has Chinese. Empty when no font has. */
    synchronized List<Face> of(String family) {
        scan();
        return chains.computeIfAbsent(family, this::chain);
    }

    /** The gap where a family isn't there itself. */
    synchronized Optional<Gap> gap(String family) {
        List<Face> chain = of(family);
        if (chain.isEmpty()) {
            return Optional.of(new Gap(family, ""));
        }
        Set<String> right = new LinkedHashSet<>(kinOf(family).map(Kin::names).orElse(List.of(family)));
        boolean there = right.stream()
                .flatMap(name -> named(name).stream())
                .anyMatch(
                        file -> face(file).filter(face -> face == chain.get(0)).isPresent());
        return there
                ? Optional.empty()
                : Optional.of(new Gap(family, chain.get(0).family()));
    }

    /** Whether there is a font with Chinese at all. */
    public synchronized boolean anyChinese() {
        return !of(kin.isEmpty() ? "" : kin.get(0).names().get(0)).isEmpty();
    }

    /** The designs none of whose names is there, each by its first name; known by the names of the files alone, no font is read. */
    public synchronized List<String> absent() {
        scan();
        return kin.stream()
                .filter(one -> one.names().stream().allMatch(name -> named(name).isEmpty()))
                .map(one -> one.names().get(0))
                .toList();
    }

    /** How many fonts were found. */
    public synchronized int count() {
        scan();
        return files.size();
    }

    private List<Face> chain(String family) {
        Optional<Kin> of = kinOf(family);
        List<String> wanted = new ArrayList<>(List.of(family));
        of.ifPresent(found -> {
            wanted.addAll(found.names());
            wanted.addAll(found.instead());
        });
        // Then every design that is known, the likeliest text fonts first as the settings have them.
        kin.forEach(other -> wanted.addAll(other.names()));
        kin.forEach(other -> wanted.addAll(other.instead()));
        Set<FontFile> found = new LinkedHashSet<>();
        wanted.forEach(name -> found.addAll(named(name)));
        List<Face> chain = new ArrayList<>();
        found.forEach(file -> face(file).ifPresent(chain::add));
        if (chain.isEmpty()) {
            for (FontFile file : files) {
                face(file).ifPresent(chain::add);
            }
        }
        return List.copyOf(chain);
    }

    private Optional<Kin> kinOf(String family) {
        return kin.stream()
                .filter(one -> one.names().stream().anyMatch(name -> same(name, family)))
                .findFirst();
    }

    private List<FontFile> named(String name) {
        return files.stream()
                .filter(file -> file.names().stream().anyMatch(own -> same(own, name)))
                .toList();
    }

    private static boolean same(String a, String b) {
        return a.equalsIgnoreCase(b);
    }

    private Optional<Face> face(FontFile file) {
        return faces.computeIfAbsent(file, this::load);
    }

    private Optional<Face> load(FontFile file) {
        try {
            Face face = new Face(file);
            return face.has(CHINESE) ? Optional.of(face) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} can't be used in papers: {}", file.path(), e.getMessage());
            return Optional.empty();
        }
    }

    private void scan() {
        if (scanned) {
            return;
        }
        Map<Path, List<FontFile>> found = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> walk = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                    walk.filter(Fonts::isFont)
                            .sorted(Comparator.naturalOrder())
                            .forEach(path -> found.computeIfAbsent(path, Fonts::fontsIn));
                } catch (IOException | UncheckedIOException e) {
                    LOG.warn("the fonts in {} can't be read", folder, e);
                }
            }
        }
        files = found.values().stream().flatMap(List::stream).toList();
        scanned = true;
    }

    private static boolean isFont(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(ttf|otf|ttc|otc)");
    }

    private static List<FontFile> fontsIn(Path path) {
        try {
            return FontFile.read(path);
        } catch (IOException e) {
            LOG.debug("{} is no font that can be used", path, e);
            return List.of();
        }
    }
}
