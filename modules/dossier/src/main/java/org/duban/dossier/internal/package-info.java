@NullMarked
package org.duban.dossier.internal;

import org.jspecify.annotations.NullMarked;
