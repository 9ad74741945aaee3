package org.duban.notice.internal.deliver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;

/** A channel that behaves as it is told, and remembers what it was given. */
final class Plugin implements Channel {

    final List<Message> given = new CopyOnWriteArrayList<>();
    volatile Channel behaviour;

    Plugin(Channel behaviour) {
        this.behaviour = behaviour;
    }

    static Plugin good() {
        return new Plugin(message -> Delivery.sent("r-" + message.key()));
    }

    /** Doesn't return before the latch is open, and won't be interrupted. */
    static Channel hanging(CountDownLatch latch) {
        return message -> {
            while (true) {
                try {
                    latch.await();
                    return Delivery.sent("late");
                } catch (InterruptedException e) {
                    // As a driver does that swallows interrupts.
                    continue;
                }
            }
        };
    }

    @Override
    public Delivery send(Message message) throws Exception {
        given.add(message);
        return behaviour.send(message);
    }

    List<String> titles() {
        return given.stream().map(Message::title).toList();
    }
}
