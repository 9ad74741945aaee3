package org.duban.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterEvent.Archived;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterEvent.ReplyPublished;

/**
 * How soon messages were answered, counted from a journal's events alone.
 *
 * @param messages how many were registered
 * @param answered how many of them have a published reply
 * @param within7 how many first replies came no later than the 7th working day after the day of receipt
 * @param within15 no later than the 15th
 * @param medianWorkingDays working days from the day of receipt, which isn't counted, to the first reply; 0 when there is none
 * @param archived how many went the whole way
 * @param transitions how many events there are
 */
record ReplyReport(
        long messages,
        long answered,
        long within7,
        long within15,
        double medianWorkingDays,
        long archived,
        long transitions) {

    /** Counts the events of a journal that holds nothing but messages. */
    static ReplyReport of(Iterable<Recorded> feed, WorkCalendar calendar, ZoneId zone) {
        Map<StreamId, LocalDate> receivedOn = new HashMap<>();
        Map<StreamId, LocalDate> repliedOn = new HashMap<>();
        long archived = 0;
        long events = 0;
        for (Recorded recorded : feed) {
            events++;
            LocalDate day = recorded.at().atZone(zone).toLocalDate();
            if (recorded.event() instanceof Registered e) {
                LocalDate received = e.draft().receivedOn();
                receivedOn.put(recorded.stream(), received == null ? day : received);
            } else if (recorded.event() instanceof ReplyPublished) {
                repliedOn.putIfAbsent(recorded.stream(), day);
            } else if (recorded.event() instanceof Archived) {
                archived++;
            }
        }
        long within7 = 0;
        long within15 = 0;
        List<Integer> taken = new ArrayList<>();
        for (Map.Entry<StreamId, LocalDate> reply : repliedOn.entrySet()) {
            LocalDate received = receivedOn.get(reply.getKey());
            if (received == null) {
                throw new IllegalStateException("a reply to a message that was never registered: " + reply.getKey());
            }
            within7 += within(7, received, reply.getValue(), calendar) ? 1 : 0;
            within15 += within(15, received, reply.getValue(), calendar) ? 1 : 0;
            taken.add(calendar.workingDaysBetween(received, reply.getValue()));
        }
        return new ReplyReport(receivedOn.size(), taken.size(), within7, within15, median(taken), archived, events);
    }

    /** Whether a reply came no later than the n-th working day after the day of receipt. */
    private static boolean within(int workingDays, LocalDate received, LocalDate replied, WorkCalendar calendar) {
        return !replied.isAfter(calendar.addWorkingDays(received, workingDays).date());
    }

    private static double median(List<Integer> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Integer> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
