package org.duban.dossier.internal;

import java.util.ArrayList;
import java.util.List;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.Dossier.Proposal;
import org.duban.api.dossier.Dossier.State;
import org.duban.api.dossier.Dossier.Volume;
import org.duban.api.dossier.DossierEvent;
import org.duban.api.dossier.DossierEvent.DestructionDeclined;
import org.duban.api.dossier.DossierEvent.DestructionProposed;
import org.duban.api.dossier.DossierEvent.DossierDestroyed;
import org.duban.api.dossier.DossierEvent.DossierImported;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/** What a dossier's events add up to. Pure. */
public final class Books {

    private Books() {}

    /** @param history not empty */
    public static Dossier dossier(List<Recorded> history) {
        String id = history.get(0).stream().id();
        List<Volume> volumes = new ArrayList<>();
        Dossier dossier = null;
        for (Recorded recorded : history) {
            dossier = after(id, dossier, volumes, recorded);
        }
        if (dossier == null) {
            throw new IllegalArgumentException("a dossier begins with a volume: " + id);
        }
        return dossier;
    }

    private static @Nullable Dossier after(
            String id, @Nullable Dossier before, List<Volume> volumes, Recorded recorded) {
        DossierEvent event = (DossierEvent) recorded.event();
        if (event instanceof VolumeSealed sealed) {
            volumes.add(new Volume(
                    sealed.volume(),
                    sealed.fileNumber(),
                    sealed.sealedOn(),
                    sealed.pieces(),
                    sealed.algorithm(),
                    sealed.catalogue()));
            return new Dossier(
                    id,
                    false,
                    sealed.number(),
                    sealed.title(),
                    sealed.line(),
                    sealed.retention(),
                    volumes,
                    State.KEPT,
                    null,
                    "");
        }
        if (event instanceof DossierImported imported) {
            volumes.addAll(imported.volumes());
            return new Dossier(
                    id,
                    true,
                    imported.number(),
                    imported.title(),
                    imported.line(),
                    imported.retention(),
                    volumes,
                    State.KEPT,
                    null,
                    "");
        }
        if (before == null) {
            return null;
        }
        if (event instanceof DestructionProposed proposed) {
            return with(before, State.PROPOSED, new Proposal(recorded.actor(), proposed.reason()), "");
        }
        if (event instanceof DestructionDeclined) {
            return with(before, State.KEPT, null, "");
        }
        if (event instanceof DossierDestroyed destroyed) {
            return with(before, State.DESTROYED, null, destroyed.certificate());
        }
        throw new IllegalArgumentException("not an event of a dossier: " + event.getClass());
    }

    private static Dossier with(Dossier d, State state, @Nullable Proposal proposal, String certificate) {
        return new Dossier(
                d.id(),
                d.imported(),
                d.number(),
                d.title(),
                d.line(),
                d.retention(),
                d.volumes(),
                state,
                proposal,
                certificate);
    }

    /** The volumes sealed here. */
    static List<VolumeSealed> volumes(List<Recorded> history) {
        return history.stream()
                .map(Recorded::event)
                .filter(VolumeSealed.class::isInstance)
                .map(VolumeSealed.class::cast)
                .toList();
    }
}
