package org.duban.matter.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.access.Access;
import org.duban.api.access.AccessRule;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.journal.Series;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.PaperNumbering;
import org.duban.api.office.Person;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Reads the district's settings once, from the folder that the framework property {@code duban.config.dir} names, and offers the access
 * rules, the numbering of papers and the office's working hours to readers. Unusable settings keep it, and so all of Duban, from starting.
 */
@Component(
        service = {SettingsComponent.class, Access.class, PaperNumbering.class},
        immediate = true)
public final class SettingsComponent implements Access, PaperNumbering {

    private final Settings settings;
    private final boolean cleared;
    private final ServiceRegistration<WorkingHours> hours;

    @Activate
    public SettingsComponent(BundleContext context) {
        String folder = context.getProperty("duban.config.dir");
        settings = Settings.read(folder == null ? null : Path.of(folder));
        cleared = Boolean.parseBoolean(context.getProperty("duban.cleared"));
        hours = context.registerService(WorkingHours.class, settings.workingHours(), null);
    }

    @Deactivate
    void withdraw() {
        hours.unregister();
    }

    Settings settings() {
        return settings;
    }

    /** Framework property {@code duban.cleared}: whether the deployment is declared cleared for secrecy levels; false by default. */
    boolean cleared() {
        return cleared;
    }

    @Override
    public Series series(PaperKind kind, LocalDate on) {
        return settings.series(kind, on);
    }

    @Override
    public List<AccessRule> rules() {
        return settings.access().rules();
    }

    @Override
    public Visibility visibility(Person person) {
        return settings.access().visibility(person);
    }

    @Override
    public Visibility visibility(Person person, Right right) {
        return settings.access().visibility(person, right);
    }

    @Override
    public void require(Person person, Right right, Map<Attribute, Set<String>> subject) {
        settings.access().require(person, right, subject);
    }
}
