package org.duban.demo;

import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;

/** What the office does beside the way of the single matters, at its own times: inspections, evaluation. */
interface Beside {

    /** A command was carried out. */
    void saw(Actor by, Matter after, MatterCommand command);

    /** The office has opened; the clock stands in its hours. */
    void morning();

    /** The last day of the report ends. */
    void close();
}
