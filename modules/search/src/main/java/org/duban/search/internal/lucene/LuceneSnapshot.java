package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;

/**
 * What was last committed to an index, to be searched while another process writes to it. {@link #refresh} looks for a later commit. Thread-safe
 * but for {@code refresh} and {@code close}.
 */
final class LuceneSnapshot implements SearchIndex {

    private final String name;
    private final Directory directory;
    private final Answers answers;
    private volatile DirectoryReader reader;
    private volatile Mark mark;

    private LuceneSnapshot(String name, Directory directory, Answers answers, DirectoryReader reader)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.answers = answers;
        this.reader = reader;
        this.mark = IndexState.read(name, reader.getIndexCommit()).mark();
    }

    /** @param directory closed with the snapshot */
    static LuceneSnapshot open(String name, Directory directory, Answers answers) throws IOException {
        DirectoryReader reader = null;
        try {
            reader = DirectoryReader.open(directory);
            return new LuceneSnapshot(name, directory, answers, reader);
        } catch (IOException | RuntimeException e) {
            Failure.close(e, reader, directory);
            throw e;
        }
    }

    @Override
    public Mark mark() {
        return mark;
    }

    @Override
    public long size() {
        return reader.numDocs();
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void put(Collection<MatterText> matters) {
        throw new UnsupportedOperationException("opened for searching only");
    }

    @Override
    public void refresh() {
        Failure.run(name, () -> {
            DirectoryReader next = DirectoryReader.openIfChanged(reader);
            if (next != null) {
                DirectoryReader old = reader;
                reader = next;
                mark = IndexState.read(name, next.getIndexCommit()).mark();
                old.close();
            }
        });
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void commit(Mark next) {
        throw new UnsupportedOperationException("opened for searching only");
    }

    @Override
    public Found find(Asked asked) {
        DirectoryReader from = reader;
        return Failure.guarded(name, from, () -> answers.find(name, from, asked));
    }

    @Override
    public long count(Asked asked) {
        DirectoryReader from = reader;
        return Failure.guarded(name, from, () -> answers.count(name, from, asked));
    }

    @Override
    public void close() {
        Failure.run(name, () -> {
            try (directory) {
                reader.close();
            }
        });
    }
}
