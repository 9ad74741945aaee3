/**
 * The life of a matter. The way of a command: {@link org.duban.matter.internal.MatterService} loads the matter, {@link
 * org.duban.matter.internal.Decide} asks the {@link org.duban.matter.internal.Transitions table} whether it is possible and the {@link
 * org.duban.matter.internal.AccessRules rules} whether it is allowed, and answers events; {@link org.duban.matter.internal.Fold} adds
 * them up.
 */
@NullMarked
package org.duban.matter.internal;

import org.jspecify.annotations.NullMarked;
