package org.duban.api.dossier;

import java.time.LocalDate;

/**
 * A dossier whose retention is over: to be appraised (鉴定), not destroyed by itself.
 *
 * @param keptUntil the last day of its retention
 */
public record Due(Dossier dossier, LocalDate keptUntil) {}
