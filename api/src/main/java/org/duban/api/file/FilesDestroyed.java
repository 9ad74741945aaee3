package org.duban.api.file;

import org.duban.api.journal.Event;

/** An event after which the files it names need no longer be there: they were destroyed by decision (销毁). */
public interface FilesDestroyed extends Event {}
