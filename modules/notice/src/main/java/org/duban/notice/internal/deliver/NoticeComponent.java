package org.duban.notice.internal.deliver;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.matter.Matters;
import org.duban.notice.internal.raise.Raiser;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.spi.channel.Channel;
import org.duban.spi.contact.Contacts;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts raising and delivery together and keeps them running, whether or not anybody asks for {@code Notices}. */
@Component(service = NoticeComponent.class, immediate = true, configurationPid = DeliveryConfig.PID)
@Designate(ocd = DeliveryConfig.class)
public final class NoticeComponent {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeComponent.class);

    private final NoticeStore store;
    private final StoredOutbox outbox;
    private final Channels channels;
    private final Delivery delivery;
    private final NoticeLoop loop;
    private final Journal journal;
    private final String plugin;
    private volatile DeliveryRules rules;
    private @Nullable AutoCloseable subscription;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Contacts contacts;

    /** @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID}, or what opening the database throws */
    @Activate
    public NoticeComponent(
            BundleContext context,
            DeliveryConfig config,
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference Matters matters,
            @Reference Calendars calendars,
            @Reference FormTypes formTypes,
            @Reference Directory directory,
            @Reference WorkingHours hours,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        rules = DeliveryRules.of(config);
        Holding holding = new Holding(this::rules, calendars, hours, zone);
        Semaphore news = new Semaphore(0);
        String folder = context.getProperty("duban.config.dir");
        this.journal = journal;
        this.plugin = nameOf(context.getBundle());
        this.store = new NoticeStore(stores.open("notice"));
        this.outbox = new StoredOutbox(holding);
        this.channels = new Channels(this::rules, clock, news::release);
        this.delivery =
                new Delivery(store, this::rules, holding, channels, directory, () -> contacts, clock, new Random());
        this.loop = new NoticeLoop(
                new Raiser(
                        store,
                        outbox,
                        journal,
                        matters,
                        calendars,
                        formTypes,
                        directory,
                        hours,
                        clock,
                        zone,
                        folder == null ? null : Path.of(folder)),
                delivery,
                clock,
                news);
    }

    /** When the channels that are there already are known. */
    @Activate
    void start() {
        subscription = journal.onCommit(head -> loop.committed());
        loop.start();
    }

    /**
     * Goes on by other rules, without a stop; a breaker keeps the ones its channel came with.
     *
     * @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID}; the rules stay as they are
     */
    @Modified
    void modified(DeliveryConfig config) {
        rules = DeliveryRules.of(config);
    }

    private DeliveryRules rules() {
        return rules;
    }

    @Deactivate
    void stop() {
        AutoCloseable subscribed = subscription;
        if (subscribed != null) {
            try {
                subscribed.close();
            } catch (Exception e) {
                LOG.warn("the journal's subscription can't be closed", e);
            }
        }
        loop.close();
        channels.removeAll();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(Channel channel, ServiceReference<Channel> reference) {
        channels.add(offer(reference), channel);
    }

    void updatedChannel(Channel channel, ServiceReference<Channel> reference) {
        channels.update(offer(reference), channel);
    }

    void removeChannel(ServiceReference<Channel> reference) {
        channels.remove((long) reference.getProperty(Constants.SERVICE_ID));
    }

    private static Channels.Offer offer(ServiceReference<Channel> reference) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        Bundle bundle = reference.getBundle();
        return new Channels.Offer(
                (long) reference.getProperty(Constants.SERVICE_ID),
                ranking instanceof Integer given ? given : 0,
                reference.getProperty(Channel.ID),
                reference.getProperty(Channel.NAME),
                bundle == null ? "" : nameOf(bundle));
    }

    private static String nameOf(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    NoticeStore store() {
        return store;
    }

    Outbox outbox() {
        return outbox;
    }

    Channels channels() {
        return channels;
    }

    Delivery delivery() {
        return delivery;
    }

    NoticeLoop loop() {
        return loop;
    }

    String plugin() {
        return plugin;
    }
}
