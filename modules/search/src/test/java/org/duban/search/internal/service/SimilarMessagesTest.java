package org.duban.search.internal.service;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.search.Similar;
import org.duban.search.internal.service.Likeness.Side;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Real messages to a city's leaders, when they are there: from which likeness on two are about the same thing. */
@TestInstance(Lifecycle.PER_CLASS)
class SimilarMessagesTest {

    private static final Map<String, String> FILES =
            Map.of("a4", "taidi_a4_replied.jsonl", "a2", "taidi_a2_sample_labelled.jsonl");

    private final Map<String, Map<String, String>> messages = new LinkedHashMap<>();
    private Rarity rarity = Rarity.UNKNOWN;

    @BeforeAll
    void read() throws IOException {
        String shared = System.getProperty("duban.shared", "");
        Path folder = Path.of(shared, "data", "messages");
        assumeTrue(!shared.isEmpty() && Files.isDirectory(folder), "without the messages nothing can be measured");
        for (String source : new TreeSet<>(FILES.keySet())) {
            for (String line : Files.readAllLines(folder.resolve(Objects.requireNonNull(FILES.get(source))))) {
                Map<String, String> message = fields(line);
                messages.put(source + ":" + message.get("id"), message);
            }
        }
        List<String> ids = new ArrayList<>(messages.keySet());
        Collections.shuffle(ids, new Random(1));
        Rarity.Builder builder = new Rarity.Builder();
        for (String id : ids.subList(0, 2_000)) {
            Side side = side(Objects.requireNonNull(messages.get(id)));
            builder.matter().saw(side.title()).saw(side.text());
        }
        rarity = builder.build();
    }

    private static Map<String, String> fields(String json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    fields.put(parser.currentName(), parser.getText());
                }
            }
        }
        return fields;
    }

    private static Side side(Map<String, String> message) {
        return side(message.getOrDefault("title", ""), message.getOrDefault("content", ""));
    }

    private static Side side(String title, String text) {
        return Side.of(title, text, null, Set.of(), Map.of());
    }

    @Test
    @DisplayName("达到“同一件事”的，人读了九成以上也认为是同一件事；人认为相同的，七成以上达到")
    void fromSameOnAReaderAgrees() throws IOException {
        int same = 0;
        int shown = 0;
        int right = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SimilarMessagesTest.class.getResourceAsStream("similar-messages.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] pair = line.split("\t", -1);
                boolean agreed = pair[2].equals("1");
                boolean told = Likeness.of(
                                        side(Objects.requireNonNull(messages.get(pair[0]))),
                                        side(Objects.requireNonNull(messages.get(pair[1]))),
                                        rarity)
                                .value()
                        >= Similar.SAME;
                same += agreed ? 1 : 0;
                shown += told ? 1 : 0;
                right += told && agreed ? 1 : 0;
            }
        }
        String figures = "of " + shown + " shown as the same " + right + " are; " + same + " are altogether";
        assertTrue(right >= 0.87 * shown, figures);
        assertTrue(right >= 0.70 * same, figures);
    }

    @Test
    @DisplayName("同一件事改写后（换称呼、删去三分之一、打乱次序、改标题），九成五以上仍达到“同一件事”")
    void whatWasRewrittenIsFoundToBeTheSame() {
        Random random = new Random(2);
        int asked = 0;
        int found = 0;
        for (Map<String, String> message : messages.values()) {
            String content = message.getOrDefault("content", "");
            if (content.length() >= 60 && random.nextInt(5) == 0) {
                Side rewritten = side(title(message.getOrDefault("title", ""), random), rewritten(content, random));
                asked++;
                found += Likeness.of(rewritten, side(message), rarity).value() >= Similar.SAME ? 1 : 0;
            }
        }
        assertTrue(asked > 300);
        assertTrue(found >= 0.95 * asked, found + " of " + asked);
    }

    private static String rewritten(String content, Random random) {
        List<String> sentences = new ArrayList<>(List.of(content.split("[，。！？；,.!?;\\s]+")));
        sentences.removeIf(sentence -> random.nextInt(3) == 0);
        Collections.shuffle(sentences, random);
        return "您好，我也来反映一下：" + String.join("，", sentences) + "。盼复！";
    }

    private static String title(String title, Random random) {
        String other = title.replaceAll("咨询|反映|投诉|举报|请求|希望|关于|的问题|建议", "");
        int cut = other.length() < 6 ? 0 : random.nextInt(other.length() - 3);
        return "再次说说" + (other.length() < 6 ? other : other.substring(0, cut) + other.substring(cut + 2)) + "一事";
    }
}
