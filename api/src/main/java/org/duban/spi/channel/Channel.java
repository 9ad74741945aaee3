package org.duban.spi.channel;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes messages to people: mail, a chat robot, short messages. Register it as an OSGi service with the property {@link #ID}.
 *
 * <p>What an implementer owes:
 *
 * <ul>
 *   <li><b>The truth</b>: {@link Delivery#sent} only when the receiving system has accepted the message. Everything else is {@link
 *       Delivery#retry} (it may work later) or {@link Delivery#rejected} (it never will, for this address).
 *   <li><b>No doubles where it can be helped</b>: after a crash or a timeout the same message comes again with the same {@link
 *       Message#key()}; pass the key on to the receiver if it can drop doubles.
 *   <li><b>An end</b>: use time limits of your own on every connection, shorter than the caller's (30 seconds unless configured), and
 *       heed interruption.
 *   <li><b>No secrets</b> in what is answered, thrown or logged: no passwords, tokens or signed addresses.
 * </ul>
 *
 * <p>What it may rely on: one call at a time for each service; messages to one recipient in order, the next one only after the one
 * before is done with; the thread's context class loader is the plugin's; whatever it throws, answers or fails to answer harms neither the message
 * nor any other plugin. A channel that fails again and again is left alone for a while (circuit breaker), and its messages take the
 * recipient's next channel.
 */
@ConsumerType
public interface Channel {

    /** Service property, required, {@code String}: the channel's id, {@code mail}: lower-case letters, digits and hyphens. Of two with one id the higher-ranking one is used. */
    String ID = "duban.channel";

    /** Service property, optional, {@code String}: what people call it, 邮件; the id when absent. */
    String NAME = "duban.channel.name";

    /**
     * Sends one message; returns when the receiving system has answered.
     *
     * @return what came of it; never null
     * @throws Exception any exception counts as the plugin's fault: tried again later
     */
    Delivery send(Message message) throws Exception;
}
