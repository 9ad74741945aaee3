package org.duban.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Clock;
import org.duban.spi.search.MatterText.Text;

/**
 * As many matters as wanted, made of real ones: citizens' messages with their replies and articles of law. From the second round on the
 * sentences of two are mixed, so that nothing is there twice as it stands. The same number gives the same matter, always.
 */
final class SearchTexts {

    static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);
    static final int DAYS = 3_650;
    static final int GROUPS = 5;
    static final int UNITS = 60;

    private record Source(String title, String text, String reply) {}

    private final List<Source> sources = new ArrayList<>();

    /** @param shared folder with {@code messages/taidi_a4_replied.jsonl} and {@code corpus/law_articles.jsonl.gz} */
    SearchTexts(Path shared) {
        try (BufferedReader messages = Files.newBufferedReader(shared.resolve("messages/taidi_a4_replied.jsonl"));
                BufferedReader articles = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(shared.resolve("corpus/law_articles.jsonl.gz"))),
                        StandardCharsets.UTF_8))) {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                sources.add(new Source(Json.text(line, "title"), Json.text(line, "content"), Json.text(line, "reply")));
            }
            for (String line = articles.readLine(); line != null; line = articles.readLine()) {
                sources.add(
                        new Source(Json.text(line, "law") + Json.text(line, "article"), Json.text(line, "text"), ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A matter. */
    MatterText matter(int number) {
        SplittableRandom random = new SplittableRandom(number);
        // A fixed walk through all sources, so that any number of matters is a fair sample of them.
        Source source = source(number);
        String content = source.text();
        String reply = source.reply();
        if (number >= sources.size()) {
            Source other = source(random.nextInt(sources.size()));
            content = mixed(content, other.text(), random);
            reply = mixed(reply, other.reply(), random);
        }
        LocalDate received = FIRST_DAY.plusDays((long) number * 7 % DAYS);
        Instant at = received.atTime(9, 0).toInstant(ZoneOffset.ofHours(8)).plusSeconds(number % 20_000);
        int lead = random.nextInt(UNITS);
        String unit = "unit" + lead;
        String assisting = "unit" + (lead + 1 + random.nextInt(UNITS - 1)) % UNITS;
        String group = Integer.toString(1 + random.nextInt(GROUPS));
        String officer = "officer" + random.nextInt(21);
        List<Text> texts = new ArrayList<>();
        add(texts, TextKind.TITLE, at, source.title());
        add(texts, TextKind.NUMBER, at, "七督〔" + received.getYear() + "〕" + number + "号");
        add(texts, TextKind.CONTENT, at, content);
        add(texts, TextKind.REPLY, at, reply);
        boolean open = number % 10 == 0;
        LocalDate due = received.plusDays(15);
        return new MatterText(
                new MatterId("m" + number),
                texts.size(),
                Map.of(
                        "FORM_TYPE",
                        Set.of(reply.isEmpty() ? "instruction" : "message"),
                        MatterText.FORM_VERSION,
                        Set.of("1"),
                        "STAGE",
                        Set.of(open ? "HANDLING" : "ARCHIVING"),
                        "STANDING",
                        Set.of(open ? "OPEN" : "ARCHIVED"),
                        "UNIT",
                        Set.of(unit, assisting),
                        "LEAD_UNIT",
                        Set.of(unit),
                        "OFFICER",
                        Set.of(officer),
                        "GROUP",
                        Set.of(group),
                        "LINE",
                        Set.of(number % 2 == 0 ? "PARTY" : "GOVERNMENT"),
                        "YEAR",
                        Set.of(Integer.toString(received.getYear()))),
                received,
                due,
                at.plusSeconds(86_400),
                List.of(new Clock(at, due), new Clock(at.plusSeconds(86_400), open ? due : null)),
                Map.of(
                        Attribute.LINE, Set.of(number % 2 == 0 ? "PARTY" : "GOVERNMENT"),
                        Attribute.GROUP, Set.of(group),
                        Attribute.OFFICER, Set.of(officer),
                        Attribute.LEAD_UNIT, Set.of(unit)),
                texts);
    }

    private Source source(int number) {
        return sources.get((int) (number * 104_729L % sources.size()));
    }

    private static void add(List<Text> texts, TextKind kind, Instant at, String text) {
        if (!text.isEmpty()) {
            texts.add(new Text(kind, texts.size() + 1, at, "p1", text));
        }
    }

    private static String mixed(String one, String other, SplittableRandom random) {
        String[] own = one.split("(?<=[。；！？])", -1);
        String[] others = other.split("(?<=[。；！？])", -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < own.length; i++) {
            text.append(random.nextInt(3) > 0 ? own[i] : others[random.nextInt(others.length)]);
        }
        return text.toString();
    }

    /** Everything of a matter as one text. */
    static String whole(MatterText matter) {
        StringBuilder whole = new StringBuilder();
        for (Text text : matter.texts()) {
            whole.append(text.text()).append('\n');
        }
        return whole.toString();
    }

    /** Words that occur in a matter, each from somewhere in its texts. */
    List<String> words(int number, int count, SplittableRandom random) {
        MatterText matter = matter(number);
        List<String> words = new ArrayList<>();
        for (Text text : matter.texts()) {
            if (text.kind() != TextKind.NUMBER) {
                String folded = Folding.fold(text.text());
                for (Span span : Words.standard().segment(folded)) {
                    if (span.length() >= 2 && Character.isIdeographic(folded.charAt(span.start()))) {
                        words.add(text.text().substring(span.start(), span.end()));
                    }
                }
            }
        }
        List<String> drawn = new ArrayList<>();
        while (drawn.size() < count && !words.isEmpty()) {
            drawn.add(words.get(random.nextInt(words.size())));
        }
        return drawn;
    }

    /** A stretch of 8 to 12 Chinese characters out of a matter; empty when it has none. */
    String phrase(int number, SplittableRandom random) {
        String whole = whole(matter(number));
        int length = random.nextInt(8, 13);
        for (int attempt = 0; attempt < 20 && whole.length() > length; attempt++) {
            int start = random.nextInt(whole.length() - length);
            String phrase = whole.substring(start, start + length);
            if (phrase.codePoints().allMatch(Character::isIdeographic)) {
                return phrase;
            }
        }
        return "";
    }
}
