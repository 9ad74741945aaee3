package org.duban.plugin.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Which bundle says what a configuration consists of. */
final class Declarations {

    private final BundleContext context;
    private final MetaTypeService metaTypes;

    Declarations(BundleContext context, MetaTypeService metaTypes) {
        this.context = context;
        this.metaTypes = metaTypes;
    }

    /**
     * What a bundle declares for a PID.
     *
     * @param factory whether there may be several configurations of it
     */
    record Declaration(Bundle bundle, ObjectClassDefinition definition, boolean factory) {}

    /** The declaration for a PID or factory PID; that of the first bundle when several have one. */
    Optional<Declaration> find(String pid) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> (bundle.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0)
                .flatMap(bundle -> declaration(bundle, pid))
                .findFirst();
    }

    private Stream<Declaration> declaration(Bundle bundle, String pid) {
        MetaTypeInformation information = metaTypes.getMetaTypeInformation(bundle);
        if (information == null) {
            return Stream.empty();
        }
        boolean factory = contains(information.getFactoryPids(), pid);
        return factory || contains(information.getPids(), pid)
                ? Stream.of(new Declaration(bundle, information.getObjectClassDefinition(pid, null), factory))
                : Stream.empty();
    }

    private static boolean contains(String[] pids, String pid) {
        return Arrays.asList(pids).contains(pid);
    }
}
