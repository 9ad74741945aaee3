package org.duban.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * A district's year as input: how much comes in, from which documents, and how far each thing goes. It says nothing of what Duban will
 * count in the end.
 *
 * @param begins the first day
 * @param ends the day as of which the year is reported
 * @param criticism the matter that ends in a circular of criticism
 * @param inspections what the monthly inspections find and bring about
 * @param documents the source documents of the responsibility list
 */
record Scenario(
        LocalDate begins,
        LocalDate ends,
        Instructions instructions,
        Messages messages,
        Livelihood livelihood,
        Items list,
        Criticism criticism,
        Inspections inspections,
        List<SourceDocument> documents) {

    /** The district's year of 2015. */
    static Scenario ofYear() {
        return Json.resource("year-2015.json", Scenario.class);
    }

    /**
     * Leaders' instructions.
     *
     * @param supervised how many are taken up
     * @param forInformation how many are recorded and declined (阅知)
     * @param recurrences how many of those taken up repeat an earlier one
     * @param reportRequiredPercent how many percent ask for a report
     * @param extended how many get more time
     * @param returned how many are returned for rework
     * @param instructedAgain to how many the leader says more (续办)
     */
    record Instructions(
            int supervised,
            int forInformation,
            int recurrences,
            int reportRequiredPercent,
            int extended,
            int returned,
            int instructedAgain) {}

    /**
     * Citizens' messages and public-opinion items.
     *
     * @param messagesChannel channel of the messages
     * @param messages how many come in
     * @param similar how many of them repeat another one and are merged with it
     * @param opinionsChannel channel of the public-opinion items
     * @param opinions how many of these the leaders hand over
     */
    record Messages(String messagesChannel, int messages, int similar, String opinionsChannel, int opinions) {}

    /**
     * Livelihood promises.
     *
     * @param done how many are fulfilled by the end
     * @param goingOn how many are not yet
     * @param brokenDown how many of those fulfilled were broken down into links
     * @param links into how many each
     */
    record Livelihood(int done, int goingOn, int brokenDown, int links) {}

    /**
     * The responsibility list.
     *
     * @param done items cleared by the end
     * @param inClearance items their units have finished
     * @param onSchedule items going on
     * @param keyProjects how many of these are key projects
     * @param decisions how many of these are decisions of a meeting; the others are key tasks
     * @param declined drawn up, but not approved
     * @param withdrawn drawn up, but withdrawn
     * @param merged drawn up from two documents, and merged
     * @param split drawn up too large, and split
     * @param splitInto into how many items each was split, which count among the others
     * @param terminated ended because the ground fell away
     * @param reinstated of those, how many were taken up again when the unit objected; they count among the others
     * @param turns to how many items of the list each turn happens
     */
    record Items(
            int done,
            int inClearance,
            int onSchedule,
            int keyProjects,
            int decisions,
            int declined,
            int withdrawn,
            int merged,
            int split,
            int splitInto,
            int terminated,
            int reinstated,
            Map<Turn, Integer> turns) {}

    /**
     * The matter that ends in criticism; it is one of the done items.
     *
     * @param units the units criticised, the lead first
     * @param objector the one of them that objects, in vain
     */
    record Criticism(String title, List<String> units, String objector) {}

    /**
     * Inspections (督查行动), one a month; the checks made of matters on site are their visits.
     *
     * @param title of each, {@code {month}} stands for the month
     * @param partner id of the unit that takes part
     * @param found findings of all visits together
     * @param rectified how many of them are rectified by the end, the earlier ones first
     * @param results what they bring about, spread over the months
     */
    record Inspections(String title, String partner, int found, int rectified, List<Outcome> results) {}

    /**
     * A result of the inspections.
     *
     * @param what 拆除违法建筑
     * @param unit id of the unit that does it
     * @param amounts a month's amount as it is reported, the first month's first, {@code 2.3万平方米}
     */
    record Outcome(String what, String unit, List<String> amounts) {}

    /**
     * A document that list items come from.
     *
     * @param kind form type of its items
     * @param nature what the form says of its items: a key task's origin (年初, 阶段 …), a key project's level (市列 …); empty for
     *     decisions
     * @param from items are drawn up from this day
     * @param to until this day
     * @param weight share of the items, relative to the other documents of its kind
     */
    record SourceDocument(
            String title,
            @Nullable String number,
            LocalDate date,
            Line line,
            String kind,
            String nature,
            LocalDate from,
            LocalDate to,
            int weight) {}
}
