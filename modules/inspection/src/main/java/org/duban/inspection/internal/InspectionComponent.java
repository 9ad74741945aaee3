package org.duban.inspection.internal;

import java.nio.file.Path;
import org.duban.api.journal.Journal;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the district's rules and the inspections once. Unusable rules keep it, and so all of Duban, from starting. */
@Component(service = InspectionComponent.class, immediate = true)
public final class InspectionComponent {

    private final InspectionRules rules;
    private final Books books;

    @Activate
    public InspectionComponent(BundleContext context, @Reference Journal journal) {
        String folder = context.getProperty("duban.config.dir");
        rules = InspectionRules.read(folder == null ? null : Path.of(folder));
        books = new Books(journal);
    }

    InspectionRules rules() {
        return rules;
    }

    Books books() {
        return books;
    }
}
