package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Table;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.form.FormTypeSource;
import org.duban.spi.form.FormTypeSource.Definition;
import org.duban.spi.projection.Projection;
import org.duban.spi.projection.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Form types come and go; a matter keeps its own. */
class FormArchiveTest {

    private static final Actor OFFICE = Actor.of(OFFICER);

    /** No rows: the ledger has nothing to do with it. */
    private static final Projection NO_ROWS = new Projection() {
        @Override
        public List<Table> tables() {
            return List.of();
        }

        @Override
        public List<RowChange> rows(@Nullable Matter before, List<Step> steps) {
            return List.of();
        }
    };

    @TempDir
    Path directory;

    private final District district = new District();
    private FormTypesService installed = FormTypesService.of(List.of());
    private final BundleContext bundle = mock();
    private final ServiceRegistration<FormTypeSource> offered = mock();
    private SqliteJournal journal;
    private FormArchive archive;
    private MatterService matters;

    /** What is installed, and behind it what the archive keeps, as the form module has it. */
    private final class Types implements FormTypes {

        private FormTypesService archived() {
            return FormTypesService.of(
                    archive.definitions().stream().map(Definition::json).toList());
        }

        @Override
        public Collection<FormType> all() {
            return installed.all();
        }

        @Override
        public Optional<FormType> find(String id) {
            return installed.find(id);
        }

        @Override
        public Optional<FormType> find(String id, int version) {
            return installed.find(id, version).or(() -> archived().find(id, version));
        }

        @Override
        public FormType read(String json) {
            return installed.read(json);
        }

        @Override
        public List<FormTypeFault> faults() {
            return installed.faults();
        }

        @Override
        public List<FormField> fields(FormType type) {
            return installed.fields(type);
        }

        @Override
        public List<Problem> check(FormType type, String json) {
            return installed.check(type, json);
        }

        @Override
        public Map<String, String> values(String json) {
            return installed.values(json);
        }
    }

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
        when(bundle.registerService(eq(FormTypeSource.class), any(FormTypeSource.class), any()))
                .thenReturn(offered);
        archive = new FormArchive(bundle, journal);
        matters = new MatterService(
                journal,
                NO_ROWS,
                district,
                district.calendars(),
                new Types(),
                archive,
                district.settings(),
                district::now,
                ZONE,
                false);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void install(String... definitions) {
        installed = FormTypesService.of(List.of(definitions));
    }

    private Matter assigned() {
        Matter m = matters.register(OFFICE, instruction());
        matters.execute(OFFICE, m.id(), new Propose(proposal()));
        matters.execute(OFFICE, m.id(), new Submit());
        matters.execute(Actor.of(DIRECTOR), m.id(), new Approve("同意"));
        return matters.execute(OFFICE, m.id(), Assign.asProposed());
    }

    private List<String> kept() {
        return archive.definitions().stream().map(Definition::file).toList();
    }

    @Test
    void aMatterGoesOnWhenWhoeverBroughtItsFormTypeHasGoneAndNothingNewIsRegisteredWithIt() {
        install(form("instruction"));
        Matter m = assigned();
        install();
        workable(m);
        close();
        open();
        workable(m);
    }

    private void workable(Matter m) {
        assertEquals(
                ErrorCode.FORM_TYPE_UNKNOWN,
                assertThrows(DubanException.class, () -> matters.register(OFFICE, instruction()))
                        .code());
        assertEquals(
                "green",
                matters.light(m, m.obligation(1).orElseThrow(), at("2026-03-03", "10:00"))
                        .orElseThrow()
                        .code());
        assertEquals(m, matters.asOf(OFFICE, m.id(), district.now()).orElseThrow());
        assertTrue(matters.options(OFFICE, m.id()).stream()
                .anyMatch(option -> option.command().equals("Assign") && option.possible()));
        int partners = matters.get(OFFICE, m.id()).partners().size();
        String partner = partners == 0 ? "人大" : PARTNER;
        // Two days later, so that the matter as of now stays what it is.
        district.on("2026-03-04");
        assertEquals(
                partners + 1,
                matters.execute(OFFICE, m.id(), new BringIn(partner, "联合督查"))
                        .partners()
                        .size());
        district.on("2026-03-02");
    }

    @Test
    void eachVersionIsKeptOnceWithTheFirstMatterRegisteredWithIt() {
        install(form("instruction"));
        assertEquals(List.of(), kept());
        matters.register(OFFICE, instruction());
        matters.register(OFFICE, instruction());
        assertEquals(List.of("instruction@1"), kept());
        install(form("instruction").replace("\"version\": 1", "\"version\": 2"));
        matters.register(OFFICE, instruction());
        assertEquals(List.of("instruction@1", "instruction@2"), kept());
        assertEquals(1, journal.read(FormTypeAdopted.stream("instruction", 1)).size(), "the journal has it once");
        assertEquals(
                installed.read(form("instruction")),
                installed.read(archive.definitions().get(0).json()),
                "what is kept is the form type as it was");
    }

    @Test
    void whoAsksForFormTypesIsToldOfEachNewOneAsOneForOldMattersOnly() {
        verify(bundle).registerService(eq(FormTypeSource.class), eq(archive), argThat(FormArchiveTest::archived));
        install(form("instruction"));
        matters.register(OFFICE, instruction());
        matters.register(OFFICE, instruction());
        verify(offered, times(1)).setProperties(argThat(FormArchiveTest::archived));
        archive.withdraw();
        verify(offered).unregister();
    }

    private static boolean archived(Dictionary<String, ?> properties) {
        return Boolean.TRUE.equals(properties.get(FormTypeSource.ARCHIVE));
    }

    @Test
    void aMatterRegisteredWhileItIsWithdrawnIsRegistered() {
        doThrow(new IllegalStateException("unregistered")).when(offered).setProperties(any());
        install(form("instruction"));
        Matter m = matters.register(OFFICE, instruction());
        assertEquals(m, matters.get(OFFICE, m.id()));
        assertEquals(List.of("instruction@1"), kept());
    }

    @Test
    void aRefusedRegistrationKeepsNothing() {
        install(form("instruction"));
        assertThrows(
                DubanException.class,
                () -> matters.register(OFFICE, instruction().title("")));
        assertEquals(List.of(), kept());
        assertEquals(0, journal.head());
    }

    @Test
    void theLinksAMatterIsBrokenDownIntoTakeTheirFormTypesAlong() {
        install(form("instruction"), form("key-task"));
        Matter m = assigned();
        Matter broken = matters.execute(OFFICE, m.id(), new BreakDown(List.of(instruction(), instruction())));
        assertEquals(m.id(), broken.id());
        assertEquals(List.of("instruction@1"), kept(), "what is installed and never used is not kept");
    }

    @Test
    void aRegistrationSentTwiceIsDoneOnceThoughItsFormTypeWasKeptWithIt() {
        install(form("instruction"));
        CommandOptions once = CommandOptions.key("k1");
        Matter first = matters.register(OFFICE, instruction(), once);
        assertEquals(first, matters.register(OFFICE, instruction(), once));
        assertEquals(2, journal.head(), "the matter and the form type");
    }

    @Test
    void dubanItselfIsNotAskedOfTheDirectory() {
        install(form("instruction"));
        Matter m = assigned();
        assertTrue(district.person(Actor.DUBAN.person()).isEmpty());
        assertEquals(m, matters.get(Actor.DUBAN, m.id()));
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                assertThrows(DubanException.class, () -> matters.execute(Actor.DUBAN, m.id(), new Remind(1, "催办")))
                        .code());
        assertEquals(
                ErrorCode.NOT_NOW,
                assertThrows(DubanException.class, () -> matters.execute(Actor.DUBAN, m.id(), new Recount()))
                        .code());
    }
}
