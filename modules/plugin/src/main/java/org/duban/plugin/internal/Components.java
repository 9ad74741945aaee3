package org.duban.plugin.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** How the components of a bundle are, as the component runtime tells it. */
final class Components {

    private static final String CAUSE = "Caused by: ";

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * What is wrong with a bundle's components.
     *
     * @param failed those that threw when they were made
     * @param waiting those that lack something
     */
    record Condition(List<String> failed, List<String> waiting) {}

    Condition of(Bundle bundle) {
        Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(bundle);
        Set<String> own = components.stream()
                .flatMap(component -> Stream.of(component.serviceInterfaces))
                .collect(Collectors.toSet());
        List<String> failed = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        List<String> consequences = new ArrayList<>();
        for (ComponentDescriptionDTO component : components) {
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty() && lacksConfiguration(component)) {
                waiting.add(missing(component));
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                switch (configuration.state) {
                    case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                        failed.add("组件 " + component.name + " 启动失败：" + innermost(configuration.failure));
                    case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> waiting.add(missing(component));
                    case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                            String wanted = service(component, reference);
                            (own.contains(wanted) ? consequences : waiting).add("缺少服务 " + wanted + target(reference));
                        }
                    }
                    default -> {
                        // Works, or is made when somebody asks for it.
                    }
                }
            }
        }
        if (components.isEmpty() && bundle.getHeaders("").get("Service-Component") != null) {
            failed.add("组件描述（Service-Component）无法读取");
        }
        return new Condition(
                failed,
                (failed.isEmpty() && waiting.isEmpty() ? consequences : waiting)
                        .stream().distinct().toList());
    }

    /** Felix has no configuration to speak of where the specification would have one that isn't satisfied. */
    private boolean lacksConfiguration(ComponentDescriptionDTO component) {
        return "require".equals(component.configurationPolicy) && runtime.isComponentEnabled(component);
    }

    private static String missing(ComponentDescriptionDTO component) {
        return "缺少配置 " + String.join("、", component.configurationPid);
    }

    /** What components made of a configuration: their failures, if any. */
    List<String> failuresWith(String pid, String factoryOrPid) {
        return describing(factoryOrPid)
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                        && contains(configuration.properties.get(Constants.SERVICE_PID), pid))
                .map(configuration -> innermost(configuration.failure))
                .distinct()
                .toList();
    }

    /** Whether a component reads this configuration. */
    boolean read(String factoryOrPid) {
        return describing(factoryOrPid).findAny().isPresent();
    }

    private Stream<ComponentDescriptionDTO> describing(String pid) {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(component -> Arrays.asList(component.configurationPid).contains(pid)
                        && !"ignore".equals(component.configurationPolicy));
    }

    private static boolean contains(@Nullable Object pids, String pid) {
        return pids instanceof Collection<?> several ? several.contains(pid) : pid.equals(pids);
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(unsatisfied.name)) {
                return reference.interfaceName;
            }
        }
        return unsatisfied.name;
    }

    private static String target(UnsatisfiedReferenceDTO reference) {
        return reference.target == null ? "" : reference.target;
    }

    /** Of a printed stack trace: what was thrown first. */
    private static String innermost(String stackTrace) {
        String innermost = "";
        for (String line : stackTrace.lines().toList()) {
            if (innermost.isEmpty()) {
                innermost = line;
            } else if (line.startsWith(CAUSE)) {
                innermost = line.substring(CAUSE.length());
            }
        }
        return innermost;
    }
}
