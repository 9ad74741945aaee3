package org.duban.cli;

import java.util.ArrayList;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.JournalReader;

/**
 * The form types that matters were registered with, as the journal keeps them: whoever brought them isn't here.
 *
 * @param types all that can be read
 * @param unreadable the others, {@code id@version}: what their forms hold is taken for text
 */
record ArchivedForms(FormTypes types, List<String> unreadable) {

    static ArchivedForms of(JournalReader journal) {
        List<String> definitions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        journal.forEachStream(FormTypeAdopted.STREAM, history -> {
            for (Recorded recorded : history) {
                if (recorded.event() instanceof FormTypeAdopted form) {
                    if (isReadable(form)) {
                        definitions.add(form.definition());
                    } else {
                        unreadable.add(recorded.stream().id());
                    }
                }
            }
        });
        return new ArchivedForms(FormTypesService.of(definitions), unreadable);
    }

    private static boolean isReadable(FormTypeAdopted form) {
        try {
            FormTypesService.of(List.of(form.definition()));
            return true;
        } catch (DubanException e) {
            return false;
        }
    }
}
