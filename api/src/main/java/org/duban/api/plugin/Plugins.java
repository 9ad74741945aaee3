package org.duban.api.plugin;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is in the plugins folder and the configuration folder: bundles ({@code *.jar}), form types ({@code *.json}), settings
 * ({@code *.cfg}). Files are noticed within two seconds of being complete. Thread-safe; each answer is a snapshot.
 */
@ProviderType
public interface Plugins {

    /** Every file, by folder and name; one that was removed in this run stays listed as {@link PluginStatus.State#REMOVED}. */
    List<PluginStatus> all();

    /** The file with this name. */
    default Optional<PluginStatus> find(String file) {
        return all().stream().filter(p -> p.file().equals(file)).findFirst();
    }

    /** Looks at the folders at once instead of waiting; returns when everything found is in use or refused. */
    void scan();
}
