/** The services, and what makes them run. */
@NullMarked
package org.duban.evaluation.internal.service;

import org.jspecify.annotations.NullMarked;
