package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;

/** What is in an index's folder. */
final class IndexFolder {

    private IndexFolder() {}

    /**
     * Whether there is no index yet.
     *
     * @throws org.duban.api.DubanException {@code INDEX_DAMAGED} when there are files, but no commit among them
     */
    static boolean isNew(String index, Directory directory) throws IOException {
        if (DirectoryReader.indexExists(directory)) {
            return false;
        }
        // A process that was ended while it created an index leaves these, at most.
        List<String> strangers = Arrays.stream(directory.listAll())
                .filter(file -> !file.equals(IndexWriter.WRITE_LOCK_NAME) && !file.startsWith("pending_segments"))
                .toList();
        if (!strangers.isEmpty()) {
            throw Failure.damaged(
                    index, "没有提交记录，却有文件 " + strangers.get(0), "files without a commit: " + strangers.get(0), null);
        }
        return true;
    }
}
