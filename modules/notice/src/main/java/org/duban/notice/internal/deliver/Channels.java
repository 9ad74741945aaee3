package org.duban.notice.internal.deliver;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.duban.spi.channel.Channel;
import org.duban.spi.contact.Contact;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels offered now, each behind its guard. Thread-safe. */
final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Comparator<Offer> BEST_FIRST =
            Comparator.comparingInt(Offer::ranking).reversed().thenComparingLong(Offer::service);

    /**
     * A channel service.
     *
     * @param service its {@code service.id}
     * @param ranking the higher one of two with one channel id is used, of equal ones the older
     * @param id its property {@link Channel#ID}, whatever that is
     * @param name its property {@link Channel#NAME}; null when it has none
     * @param plugin symbolic name and version of its bundle
     */
    record Offer(
            long service,
            int ranking,
            @Nullable Object id,
            @Nullable Object name,
            String plugin) {}

    private final Supplier<DeliveryRules> rules;
    private final InstantSource clock;
    private final Runnable wake;
    private final Map<Offer, ChannelGuard> offered = new HashMap<>();
    private final Map<String, Instant> absentSince = new HashMap<>();
    private final List<ChannelGuard> abandoned = new ArrayList<>();

    Channels(Supplier<DeliveryRules> rules, InstantSource clock, Runnable wake) {
        this.rules = rules;
        this.clock = clock;
        this.wake = wake;
    }

    void add(Offer offer, Channel channel) {
        if (!(offer.id() instanceof String id) || !ID.matcher(id).matches() || id.equals(Contact.INBOX)) {
            LOG.warn(
                    "a channel of {} is ignored: its service property {} must be lower-case letters, digits and hyphens, and"
                            + " not {}, but is {}",
                    offer.plugin(),
                    Channel.ID,
                    Contact.INBOX,
                    offer.id());
            return;
        }
        String name = offer.name() instanceof String given && !given.isBlank() ? Texts.title(given) : id;
        ChannelGuard guard = new ChannelGuard(id, name, offer.plugin(), channel, rules, clock, wake);
        synchronized (this) {
            offered.put(offer, guard);
            absentSince.remove(id);
        }
        LOG.info("channel {} of {} is used", id, offer.plugin());
        wake.run();
    }

    /** A service's properties have changed; its calls are left alone when none of those that matter has. */
    void update(Offer offer, Channel channel) {
        boolean same;
        synchronized (this) {
            same = offered.containsKey(offer);
        }
        if (!same) {
            remove(offer.service());
            add(offer, channel);
        }
    }

    void remove(long service) {
        List<ChannelGuard> gone = new ArrayList<>();
        synchronized (this) {
            offered.entrySet().removeIf(entry -> {
                boolean gives = entry.getKey().service() == service;
                if (gives) {
                    gone.add(entry.getValue());
                }
                return gives;
            });
        }
        gone.forEach(this::abandon);
    }

    private void abandon(ChannelGuard guard) {
        guard.abandon();
        synchronized (this) {
            abandoned.add(guard);
        }
        LOG.info("channel {} of {} is gone", guard.id(), guard.plugin());
    }

    void removeAll() {
        List<ChannelGuard> gone;
        synchronized (this) {
            gone = List.copyOf(offered.values());
            offered.clear();
        }
        gone.forEach(this::abandon);
    }

    /** The best one of that id; null when nobody offers it. */
    synchronized @Nullable ChannelGuard guard(String id) {
        return offered.entrySet().stream()
                .filter(entry -> id.equals(entry.getKey().id()))
                .min(Map.Entry.comparingByKey(BEST_FIRST))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    /** The ids offered, in order. */
    synchronized Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        offered.values().forEach(guard -> ids.add(guard.id()));
        return ids;
    }

    /** Since when somebody has waited in vain for a channel that nobody offers. */
    synchronized Instant absentSince(String id) {
        return absentSince.computeIfAbsent(id, absent -> clock.instant());
    }

    /** How many threads live that a channel's plugin has left behind, those of services that are gone among them. */
    int leakedThreads(String id) {
        List<ChannelGuard> all;
        synchronized (this) {
            abandoned.removeIf(guard -> guard.leakedThreads() == 0);
            all = new ArrayList<>(abandoned);
            all.addAll(offered.values());
        }
        return all.stream()
                .filter(guard -> guard.id().equals(id))
                .mapToInt(ChannelGuard::leakedThreads)
                .sum();
    }
}
