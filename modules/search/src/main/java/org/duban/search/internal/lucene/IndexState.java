package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
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
    private static final List<Map.Entry<String, String>> WRITTEN_BY =
            List.of(Map.entry(SCHEMA, Integer.toString(Field.SCHEMA)), Map.entry(LUCENE, Version.LATEST.toString()));

    Iterable<Map.Entry<String, String>> write() {
        List<Map.Entry<String, String>> data = new ArrayList<>(WRITTEN_BY);
        data.add(Map.entry(NUMBER, Long.toString(number)));
        data.add(Map.entry(POSITION, Long.toString(mark.position())));
        data.add(Map.entry(WHOLE, Boolean.toString(mark.whole())));
        return data;
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
        return read(index, commits.get(commits.size() - 1));
    }

    /** As above, of a commit. */
    static IndexState read(String index, IndexCommit commit) throws IOException {
        Map<String, String> data = commit.getUserData();
        for (Map.Entry<String, String> own : WRITTEN_BY) {
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
