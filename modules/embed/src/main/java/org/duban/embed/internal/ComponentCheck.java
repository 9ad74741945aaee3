package org.duban.embed.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Which components of the framework don't work, and why: the causes, not what follows from them. */
final class ComponentCheck {

    private static final String CAUSE = "Caused by: ";
    private static final String REFUSAL = DubanException.class.getName() + ": ";

    /** How Felix says it; should it ever say it otherwise, the consequence is shown beside its cause. */
    private static final String WANTING = "Unable to get service for reference";

    private final BundleContext context;
    private final Bundle[] own;

    /** @param own the bundles whose components are looked at */
    ComponentCheck(BundleContext context, List<Bundle> own) {
        this.context = context;
        this.own = own.toArray(Bundle[]::new);
    }

    /**
     * A component that doesn't work.
     *
     * @param component its name
     * @param bundle symbolic name of its bundle
     * @param reason one sentence in Chinese
     * @param consequence whether it only lacks what another component that doesn't work would provide
     */
    record Fault(String component, String bundle, String reason, boolean consequence) {}

    List<Fault> faults() {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return List.of();
        }
        // Plugins are not among them: whatever is wrong with one keeps nothing from starting.
        Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(own);
        Set<String> provided = components.stream()
                .flatMap(component -> Stream.of(component.serviceInterfaces))
                .collect(Collectors.toSet());
        List<Fault> faults = new ArrayList<>();
        for (ComponentDescriptionDTO component : components) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                faults.addAll(faultsOf(component, configuration, provided));
            }
        }
        List<Fault> causes =
                faults.stream().filter(fault -> !fault.consequence()).toList();
        return causes.isEmpty() ? faults : causes;
    }

    private static List<Fault> faultsOf(
            ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, Set<String> provided) {
        String bundle = component.bundle.symbolicName;
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                List.of(failed(component, reason(configuration.failure)));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                List.of(new Fault(
                        component.name, bundle, "缺少配置 " + String.join("、", component.configurationPid), false));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Stream.of(configuration.unsatisfiedReferences)
                        .map(unsatisfied -> unsatisfied(component, unsatisfied, provided))
                        .toList();
            default -> List.of();
        };
    }

    /** A component that fails for want of another one, which was there until it was asked for, fails by that one's fault. */
    private static Fault failed(ComponentDescriptionDTO component, String reason) {
        return new Fault(component.name, component.bundle.symbolicName, reason, reason.contains(WANTING));
    }

    private static Fault unsatisfied(
            ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied, Set<String> provided) {
        String wanted = unsatisfied.name;
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(unsatisfied.name)) {
                wanted = reference.interfaceName;
            }
        }
        String filter = unsatisfied.target == null ? "" : unsatisfied.target;
        return new Fault(
                component.name, component.bundle.symbolicName, "缺少服务 " + wanted + filter, provided.contains(wanted));
    }

    /** Of a printed stack trace: Duban's own refusal when there is one, else the innermost exception. */
    private static String reason(String stackTrace) {
        String reason = "";
        for (String line : stackTrace.lines().toList()) {
            String thrown = reason.isEmpty() ? line : line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : "";
            if (thrown.startsWith(REFUSAL)) {
                return thrown.substring(REFUSAL.length());
            }
            if (!thrown.isEmpty()) {
                reason = thrown;
            }
        }
        return reason;
    }
}
