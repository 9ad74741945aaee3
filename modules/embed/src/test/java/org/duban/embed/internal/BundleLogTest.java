package org.duban.embed.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;

/** What bundles log reaches the host's log as it was meant. */
class BundleLogTest {

    private final ch.qos.logback.classic.Logger host =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("some.component");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger logger = new BundleLog().getLogger("some.component");

    @BeforeEach
    void listen() {
        host.setLevel(Level.INFO);
        host.setAdditive(false);
        written.start();
        host.addAppender(written);
    }

    @AfterEach
    void stop() {
        host.detachAppender(written);
        host.setAdditive(true);
    }

    @Test
    void levelsArgumentsAndExceptionsArePassedOn() {
        Exception thrown = new Exception("reason");
        logger.debug("not written");
        logger.info("plain");
        logger.warn("{} of {}", 1, 2);
        logger.error("{} {} {}", "a", "b", "c", thrown);
        logger.audit("audited {}", 3);
        logger.trace(l -> l.info("not asked"));
        logger.info(l -> l.info("asked"));

        assertEquals(
                List.of("INFO plain", "WARN 1 of 2", "ERROR a b c", "ERROR audited 3", "INFO asked"),
                written.list.stream()
                        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                        .toList());
        assertSame(thrown, ((ThrowableProxy) written.list.get(2).getThrowableProxy()).getThrowable());
    }

    @Test
    void theHostDecidesWhatIsEnabled() {
        assertTrue(logger.isInfoEnabled());
        assertFalse(logger.isDebugEnabled());
        assertEquals("some.component", logger.getName());
    }
}
