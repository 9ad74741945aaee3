package org.duban.search.internal.service;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.office.Area;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.service.DirectoryVocabulary.Pace;
import org.duban.spi.directory.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryVocabularyTest {

    private static final Pace QUICK = new Pace(Duration.ofMillis(10), Duration.ofMillis(200));

    @TempDir
    Path folder;

    private final Town town = new Town();
    private final List<DirectoryVocabulary> begun = new ArrayList<>();

    @AfterEach
    void stop() {
        town.goOn.countDown();
        begun.forEach(DirectoryVocabulary::stop);
    }

    private DirectoryVocabulary vocabulary() {
        DirectoryVocabulary vocabulary = new DirectoryVocabulary(town, folder, QUICK);
        begun.add(vocabulary);
        return vocabulary;
    }

    @Test
    @DisplayName("单位的全称和简称、各单位和督查室的人员、督查岗位的人员、地名，都是词")
    void everythingTheDirectoryNamesIsKnown() {
        Vocabulary vocabulary = vocabulary().current();

        assertEquals(
                Set.of("住房和城乡建设局", "晏家坪街道办事处", "晏家坪", "李处长", "王督查", "赵主任"),
                vocabulary.names().names().stream().map(Name::name).collect(toSet()));
        assertTrue(vocabulary.words().contains("住建局"));
        assertTrue(vocabulary.words().contains("赵主任"));
        assertTrue(vocabulary.synonyms().of("住建局").contains("住房和城乡建设局"));
    }

    @Test
    @DisplayName("没有 synonyms.txt 时用内置的同义词：城管局 = 综合执法局")
    void withoutAFileTheBuiltInSynonymsHold() {
        Vocabulary vocabulary = vocabulary().current();

        assertTrue(vocabulary.synonyms().of("城管局").contains("城市管理局"));
        assertTrue(vocabulary.synonyms().of("发展和改革委员会").contains("发改委"));
        assertTrue(vocabulary.words().contains("城市管理综合执法局"));
    }

    @Test
    void whatChangesInTheDirectoryIsKnownWithoutARestart() {
        DirectoryVocabulary vocabulary = vocabulary();
        town.areas = List.of(new Area("2", "土门墩"));

        await().until(() -> vocabulary.current().words().contains("土门墩"));
        assertFalse(vocabulary.current().words().contains("晏家坪"));
    }

    @Test
    void theFileTakesThePlaceOfTheBuiltInSynonymsAndIsFollowed() throws IOException {
        DirectoryVocabulary vocabulary = vocabulary();
        write("滨河路 = 南滨河路");
        await().until(() -> vocabulary.current().synonyms().of("滨河路").equals(List.of("南滨河路")));
        assertEquals(List.of(), vocabulary.current().synonyms().of("发改委"), "the file replaces what is built in");
        assertEquals(
                List.of("住房和城乡建设局"),
                vocabulary.current().synonyms().of("住建局"),
                "known from the directory all the same");

        Files.delete(folder.resolve(DirectoryVocabulary.FILE));
        await().until(() -> !vocabulary.current().synonyms().of("发改委").isEmpty());
    }

    @Test
    void nothingIsMadeAnewWhenNothingChanged() {
        DirectoryVocabulary vocabulary = vocabulary();
        Vocabulary first = vocabulary.current();
        int looks = town.looks.get();

        await().until(() -> town.looks.get() > looks + 3);
        assertSame(first, vocabulary.current());
    }

    @Test
    void aFaultyFileIsToldOfAndTheLastGoodOneStays() throws IOException {
        write("滨河路 = 南滨河路");
        DirectoryVocabulary vocabulary = vocabulary();
        write("滨河路 = 南滨河路\n孤单的名称");

        await().until(() -> finding(vocabulary).status() == Status.WARN);
        assertTrue(
                finding(vocabulary).messageZh().contains("CONFIGURATION_INVALID"),
                finding(vocabulary).messageZh());
        assertTrue(
                finding(vocabulary).messageZh().contains("line 2"),
                finding(vocabulary).messageZh());
        assertEquals(List.of("南滨河路"), vocabulary.current().synonyms().of("滨河路"));

        write("滨河路 = 北滨河路");
        await().until(() -> finding(vocabulary).status() == Status.OK);
        assertEquals(List.of("北滨河路"), vocabulary.current().synonyms().of("滨河路"));
    }

    @Test
    void aFileThatIsNotTextIsToldOf() throws IOException {
        Files.write(folder.resolve(DirectoryVocabulary.FILE), new byte[] {(byte) 0xB3, (byte) 0xC7, '=', 'a'});
        DirectoryVocabulary vocabulary = vocabulary();

        assertEquals(Status.WARN, finding(vocabulary).status());
        assertFalse(vocabulary.current().synonyms().of("城管局").isEmpty());
    }

    @Test
    void aDirectoryThatFailsLeavesTheNamesAsTheyWere() {
        DirectoryVocabulary vocabulary = vocabulary();
        town.failure = new IllegalStateException("down");

        await().until(() -> finding(vocabulary).status() == Status.WARN);
        assertTrue(vocabulary.current().words().contains("晏家坪"));

        town.failure = null;
        await().until(() -> finding(vocabulary).status() == Status.OK);
    }

    @Test
    void aDirectoryThatHangsIsAskedOnceAndTheFileIsFollowedAllTheSame() throws IOException {
        town.hangs = true;
        DirectoryVocabulary vocabulary = vocabulary();
        assertEquals(Status.WARN, finding(vocabulary).status());
        write("滨河路 = 南滨河路");

        await().until(() -> !vocabulary.current().synonyms().of("滨河路").isEmpty());
        assertEquals(1, town.looks.get(), "never asked beside itself");

        town.hangs = false;
        town.goOn.countDown();
        await().until(() -> vocabulary.current().words().contains("晏家坪"));
        await().until(() -> finding(vocabulary).status() == Status.OK);
    }

    @Test
    void healthCountsWhatIsKnown() {
        assertEquals(
                Map.of("units", "2", "people", "3", "places", "1"),
                finding(vocabulary()).figures().entrySet().stream()
                        .filter(figure -> !figure.getKey().equals("synonyms"))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Finding finding(DirectoryVocabulary vocabulary) {
        return vocabulary.check().get(0);
    }

    /** As editors do it: the file is whole at every instant. */
    private void write(String text) throws IOException {
        Path next = folder.resolve("next");
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, folder.resolve(DirectoryVocabulary.FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A small town's directory that can fail and hang. */
    private static final class Town implements Directory {

        final AtomicInteger looks = new AtomicInteger();
        final CountDownLatch goOn = new CountDownLatch(1);
        volatile List<Area> areas = List.of(new Area("1", "晏家坪"));
        volatile RuntimeException failure;
        volatile boolean hangs;

        @Override
        public Optional<Person> person(String id) {
            return id.equals("wang") ? Optional.of(person("wang", "王督查")) : Optional.empty();
        }

        private static Person person(String id, String name) {
            return new Person(id, name, Set.of(), null, 0, Set.of());
        }

        @Override
        public Optional<Unit> unit(String id) {
            return id.equals("street") ? Optional.of(new Unit("street", "晏家坪街道办事处", "晏家坪街道", "1")) : Optional.empty();
        }

        @Override
        public Collection<Unit> units() {
            looks.incrementAndGet();
            if (failure != null) {
                throw failure;
            }
            if (hangs) {
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return List.of(new Unit("housing", "住房和城乡建设局", "住建局", null));
        }

        @Override
        public Collection<Person> people(String unit) {
            return unit.equals("housing") ? List.of(person("li", "李处长")) : List.of();
        }

        @Override
        public Collection<Person> office() {
            return List.of(person("zhao", "赵主任"));
        }

        @Override
        public Collection<Area> areas() {
            return areas;
        }

        @Override
        public RoutingTable routing() {
            return new RoutingTable(List.of(new Post("一岗", "wang", 1, Set.of(), Set.of("housing", "street"), "")));
        }
    }
}
