package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.store.Directory;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.SearchIndex;

/** Opens indexes without an engine. */
final class LuceneIndexes {

    private LuceneIndexes() {}

    static SearchIndex open(Directory directory) throws IOException {
        ExecutorService helper = Executors.newSingleThreadExecutor();
        Answers answers = LuceneEngine.answers(Words::standard);
        return LuceneIndex.open("test", directory, 1, answers, helper, helper::shutdown);
    }
}
