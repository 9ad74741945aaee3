package org.duban.plugin.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** What a bundle needs and doesn't find, in Chinese. */
final class Requirements {

    private static final Pattern API = Pattern.compile("org\\.duban\\.(api|spi)(\\..+)?");
    private static final Pattern PACKAGE =
            Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE.replace(".", "\\.") + "=([^)]+)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([0-9.]+)\\)");
    private static final Pattern AT_LEAST = Pattern.compile("(?<!!)\\(version>=([^)]+)\\)");
    private static final Pattern AT_MOST = Pattern.compile("(?<!!)\\(version<=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern ABOVE = Pattern.compile("\\(!\\(version<=([^)]+)\\)\\)");

    private Requirements() {}

    /**
     * The packages of Duban's API that a bundle was compiled against in a version that doesn't fit; none when all fit.
     *
     * @param others the bundles the API can come from
     */
    static List<String> misfits(Bundle bundle, Collection<Bundle> others) {
        List<String> misfits = new ArrayList<>();
        for (BundleRequirement requirement : mandatory(bundle)) {
            String wanted = packageOf(requirement);
            if (!API.matcher(wanted).matches()) {
                continue;
            }
            List<BundleCapability> offered = others.stream()
                    .flatMap(other -> Stream.of(other.adapt(BundleRevision.class)))
                    .filter(Objects::nonNull)
                    .flatMap(revision -> revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                    .filter(capability ->
                            wanted.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                    .toList();
            if (offered.stream().noneMatch(requirement::matches)) {
                misfits.add(misfit(wanted, filter(requirement), offered));
            }
        }
        return misfits;
    }

    private static String misfit(String wanted, String filter, List<BundleCapability> offered) {
        String needs = "需要 " + wanted + " " + range(filter);
        if (offered.isEmpty()) {
            return needs + "，本系统没有这个包（该插件为别的版本的接口编译）";
        }
        List<Version> versions = offered.stream()
                .map(capability -> capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .map(version -> version instanceof Version given ? given : Version.emptyVersion)
                .sorted()
                .toList();
        boolean newer = first(AT_LEAST, filter)
                .or(() -> first(ABOVE, filter))
                .map(Version::parseVersion)
                .filter(version -> version.compareTo(versions.get(versions.size() - 1)) > 0)
                .isPresent();
        return needs + "，本系统提供 " + versions.stream().map(Version::toString).collect(Collectors.joining("、")) + "（该插件为更"
                + (newer ? "新" : "旧") + "的接口编译）";
    }

    /** What no bundle offers; empty when each single thing is offered and the whole still doesn't fit together. */
    static List<String> missing(Bundle bundle, FrameworkWiring wiring) {
        return mandatory(bundle).stream()
                .filter(requirement -> wiring.findProviders(requirement).isEmpty())
                .map(Requirements::describe)
                .toList();
    }

    private static String describe(BundleRequirement requirement) {
        String filter = filter(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "缺少包 " + packageOf(requirement) + " " + range(filter);
            case BundleNamespace.BUNDLE_NAMESPACE -> "缺少组件包 " + filter;
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "需要 Java " + first(JAVA, filter).orElse(filter) + "，本系统为 "
                        + System.getProperty("java.specification.version");
            default -> "缺少 " + requirement.getNamespace() + " " + filter;
        };
    }

    private static List<BundleRequirement> mandatory(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredRequirements(null).stream()
                        .filter(Requirements::isMandatory)
                        .toList();
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(
                        requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(
                        requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private static String packageOf(BundleRequirement requirement) {
        return first(PACKAGE, filter(requirement)).orElse("");
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
    }

    /** A version range as people write it, [1.0,2). */
    private static String range(String filter) {
        Optional<String> below = first(BELOW, filter);
        Optional<String> above = first(ABOVE, filter);
        Optional<String> atLeast = first(AT_LEAST, filter.replaceAll(BELOW.pattern(), ""));
        Optional<String> atMost = first(AT_MOST, filter.replaceAll(ABOVE.pattern(), ""));
        String low = above.map(v -> "(" + brief(v)).orElseGet(() -> "[" + brief(atLeast.orElse("0")));
        String high = below.map(v -> brief(v) + ")")
                .orElseGet(() -> atMost.map(v -> brief(v) + "]").orElse("∞)"));
        return low + "," + high;
    }

    /** 2.0.0 as 2.0. */
    private static String brief(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+)\\.0$", "$1");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
