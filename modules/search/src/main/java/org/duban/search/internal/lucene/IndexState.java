package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Version;
import org.duban.api.DubanException;
import org.duban.spi.search.SearchIndex.Mark;

/**
 * What a commit says of itself.
 *
 * @param mark how far the index was
 * @param number of the index among all that were ever created in its folder; grows
 */
record IndexState(Mark mark, long number) {

    private static final String SCHEMA = "schema";
    private static final String LUCENE = "lucene";
    private static final String NUMBER = "number";
    private static final String POSITION = "position";
    private static final String WHOLE = "whole";

    /** What the index was written by. Another one may mean other terms, so it is built anew. */
    private static final Map<String, String> WRITTEN_BY =
            Map.of(SCHEMA, Integer.toString(Field.SCHEMA), LUCENE, Version.LATEST.toString());

    Iterable<Map.Entry<String, String>> write() {
        return Map.of(
                        SCHEMA, Integer.toString(Field.SCHEMA),
                        LUCENE, Version.LATEST.toString(),
                        NUMBER, Long.toString(number),
                        POSITION, Long.toString(mark.position()),
                        WHOLE, Boolean.toString(mark.whole()))
                .entrySet();
    }

    /**
     * Reads the last commit.
     *
     * @param index its name
     * @throws IOException when there is none that can be read
     * @throws DubanException {@code INDEX_DAMAGED} when it was written by another version
     */
    static IndexState read(String index, Directory directory) throws IOException {
        List<IndexCommit> commits = DirectoryReader.listCommits(directory);
        Map<String, String> data = commits.get(commits.size() - 1).getUserData();
        for (Map.Entry<String, String> own : WRITTEN_BY.entrySet()) {
            String found = data.getOrDefault(own.getKey(), "?");
            if (!own.getValue().equals(found)) {
                throw Failure.damaged(
                        index,
                        own.getKey() + " 是 " + found + "，本版本为 " + own.getValue(),
                        own.getKey() + " is " + found + ", expected " + own.getValue(),
                        null);
            }
        }
        try {
            return new IndexState(
                    new Mark(
                            Long.parseLong(data.getOrDefault(POSITION, "?")),
                            Boolean.parseBoolean(data.getOrDefault(WHOLE, "?"))),
                    Long.parseLong(data.getOrDefault(NUMBER, "?")));
        } catch (NumberFormatException e) {
            throw Failure.damaged(index, "提交信息无效 " + data, "invalid commit data " + data, e);
        }
    }
}
