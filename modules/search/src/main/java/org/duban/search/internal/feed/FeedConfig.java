package org.duban.search.internal.feed;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How often the search index is made durable. What isn't yet is read again from the journal after a crash. */
@ObjectClassDefinition(id = FeedConfig.PID, name = "督办：全文检索", description = "检索索引的保存频率")
public @interface FeedConfig {

    /** Where Config Admin keeps it. */
    String PID = "org.duban.search";

    @AttributeDefinition(
            name = "保存间隔（毫秒）",
            description = "milliseconds after which what was indexed is made durable",
            min = "100",
            max = "3600000")
    int commitMillis() default 5_000;

    @AttributeDefinition(
            name = "保存条数",
            description = "events after which it is made durable sooner",
            min = "1",
            max = "10000000")
    int commitEvents() default 20_000;
}
