package org.duban.evaluation.internal.service;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.FeedLoop;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Stores;
import org.duban.api.matter.Matters;
import org.duban.api.notice.Reports;
import org.duban.evaluation.internal.result.ScoreReader;
import org.duban.evaluation.internal.result.ScoreStore;
import org.duban.evaluation.internal.rules.RuleSetBook;
import org.duban.evaluation.internal.rules.RuleSetService;
import org.duban.evaluation.internal.score.Loader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the scores, whether or not anybody asks for them. */
@Component(service = EvaluationComponent.class, immediate = true)
public final class EvaluationComponent {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationComponent.class);

    private final Journal journal;
    private final RuleSetBook rules;
    private final Loader loader;
    private final ScoreStore store;
    private final ScoreReader reader;
    private final FeedLoop loop;
    private final AutoCloseable subscription;

    @Activate
    public EvaluationComponent(
            @Reference Journal journal,
            @Reference Stores stores,
            @Reference Matters matters,
            @Reference Reports reports,
            @Reference FormTypes formTypes,
            @Reference Calendars calendars,
            @Reference RuleSetService ruleSets,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.journal = journal;
        this.rules = ruleSets.book();
        this.loader = new Loader(journal, matters, reports, formTypes, calendars, clock, zone);
        this.store = new ScoreStore(stores.open("evaluation"));
        this.reader = new ScoreReader(journal, loader, rules, store, clock, zone);
        this.loop = new FeedLoop(
                "duban-evaluation",
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                reader::run,
                e -> LOG.error("evaluation can't go on, trying again", e));
        this.subscription = journal.onCommit(head -> loop.committed());
        loop.start();
    }

    @Deactivate
    public void stop() {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("the journal's subscription can't be closed", e);
        }
        loop.close();
    }

    Journal journal() {
        return journal;
    }

    RuleSetBook rules() {
        return rules;
    }

    Loader loader() {
        return loader;
    }

    /** What is known; {@link #catchUp} first. */
    public ScoreStore store() {
        return store;
    }

    FeedLoop loop() {
        return loop;
    }

    /** Everything that is durable by now is in the store when this returns. */
    public void catchUp() {
        loop.run();
    }
}
