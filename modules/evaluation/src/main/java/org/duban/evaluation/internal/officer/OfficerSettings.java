package org.duban.evaluation.internal.officer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.evaluation.internal.accountability.AccountabilityRules;
import org.duban.evaluation.internal.accountability.DutyRule;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reads once what a district has set for the appraisal; unusable settings keep Duban from starting. */
@Component(service = OfficerSettings.class)
public final class OfficerSettings {

    private final AccountabilityRules accountability;
    private final OfficerRules officers;

    @Activate
    public OfficerSettings(BundleContext context) {
        this(AccountabilityRules.read(folder(context)), folder(context));
    }

    private OfficerSettings(AccountabilityRules accountability, @Nullable Path folder) {
        this.accountability = accountability;
        this.officers = OfficerRules.read(
                folder, accountability.duties().stream().map(DutyRule::id).collect(Collectors.toSet()));
    }

    /** Those that come with Duban. */
    static OfficerSettings shipped() {
        return new OfficerSettings(AccountabilityRules.read(null), null);
    }

    private static @Nullable Path folder(BundleContext context) {
        return Optional.ofNullable(context.getProperty("duban.config.dir"))
                .map(Path::of)
                .orElse(null);
    }

    AccountabilityRules accountability() {
        return accountability;
    }

    OfficerRules officers() {
        return officers;
    }
}
