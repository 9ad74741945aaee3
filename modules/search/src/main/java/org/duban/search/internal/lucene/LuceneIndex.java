package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An index on Lucene that is written to and searched. */
final class LuceneIndex implements SearchIndex {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

    /** From this size on, MB, what was put is written beside further puts … */
    private static final double WRITTEN_FROM_MB = 40;

    /** … and up to this size it waits in memory; who puts more has to write it. */
    private static final double RAM_BUFFER_MB = 64;

    /** From so many matters on, two threads prepare them. */
    private static final int WORTH_SHARING = 64;

    private final String name;
    private final NearDirectory directory;
    private final IndexWriter writer;
    private final ReaderManager readers;
    private final Answers answers;
    private final long number;
    private final MatterDocuments documents = new MatterDocuments();
    private final MatterDocuments moreDocuments = new MatterDocuments();
    private final ExecutorService helper;
    private final Runnable onClose;
    private final AtomicBoolean flushing = new AtomicBoolean();
    private volatile Mark mark;

    private LuceneIndex(
            String name,
            NearDirectory directory,
            IndexWriter writer,
            IndexState state,
            Answers answers,
            ExecutorService helper,
            Runnable onClose)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.writer = writer;
        this.answers = answers;
        this.mark = state.mark();
        this.number = state.number();
        this.helper = helper;
        this.onClose = onClose;
        this.readers = new ReaderManager(writer);
    }

    /**
     * Opens the index in a folder, or creates one in an empty folder.
     *
     * @param files the folder; closed with the index
     * @param number of a new index
     */
    static LuceneIndex open(
            String name, Directory files, long number, Answers answers, ExecutorService helper, Runnable onClose)
            throws IOException {
        NearDirectory directory = new NearDirectory(files);
        IndexWriter writer = null;
        try {
            boolean isNew = IndexFolder.isNew(name, files);
            IndexState state = isNew ? new IndexState(Mark.NONE, number) : IndexState.read(name, files);
            writer = new IndexWriter(directory, config(name, isNew, answers));
            if (isNew) {
                // From now on, a folder without a commit is a damaged one.
                writer.setLiveCommitData(state.write());
                writer.commit();
            }
            return new LuceneIndex(name, directory, writer, state, answers, helper, onClose);
        } catch (IOException | RuntimeException e) {
            Failure.close(e, writer == null ? null : writer::rollback, directory);
            throw e;
        }
    }

    private static IndexWriterConfig config(String name, boolean isNew, Answers answers) {
        ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler() {
            @Override
            protected void handleMergeException(Throwable cause) {
                // The writer ends itself and says so from the next call on.
                LOG.warn("Search index {}: merging failed: {}", name, cause.toString());
            }
        };
        return new IndexWriterConfig(null)
                .setOpenMode(isNew ? OpenMode.CREATE : OpenMode.APPEND)
                .setSimilarity(answers.similarity())
                .setMergeScheduler(scheduler)
                .setRAMBufferSizeMB(RAM_BUFFER_MB)
                .setUseCompoundFile(true)
                .setMaxFullFlushMergeWaitMillis(0) // a refresh never waits for a merge
                .setCommitOnClose(false);
    }

    @Override
    public Mark mark() {
        return mark;
    }

    @Override
    public long size() {
        return reading(DirectoryReader::numDocs);
    }

    @Override
    public void put(Collection<MatterText> matters) {
        writing(() -> {
            directory.small = matters.size() < WORTH_SHARING;
            if (directory.small) {
                put(documents, matters);
                return;
            }
            List<MatterText> own = new ArrayList<>();
            List<MatterText> others = new ArrayList<>();
            for (MatterText matter : matters) {
                // By id, so that the last of several texts of one matter stays the last.
                ((matter.id().hashCode() & 1) == 0 ? own : others).add(matter);
            }
            Future<?> other = helper.submit(() -> {
                put(moreDocuments, others);
                return null;
            });
            try {
                put(documents, own);
            } finally {
                join(other);
            }
            writeBeside();
        });
    }

    /** Writes the larger part of what waits in memory, on another thread, so that none of the two that put stands still for it. */
    private void writeBeside() {
        if (writer.ramBytesUsed() < WRITTEN_FROM_MB * (1 << 20) || !flushing.compareAndSet(false, true)) {
            return;
        }
        helper.execute(() -> {
            try {
                writer.flushNextBuffer();
            } catch (AlreadyClosedException e) {
                LOG.debug("Search index {}: closed while it was written", name);
            } catch (IOException | RuntimeException e) {
                // The writer ends itself and says so from the next call on.
                LOG.warn("Search index {}: writing failed: {}", name, e.toString());
            } finally {
                flushing.set(false);
            }
        });
    }

    private void put(MatterDocuments with, Collection<MatterText> matters) throws IOException {
        for (MatterText matter : matters) {
            writer.updateDocument(new Term(Field.ID, matter.id().value()), with.of(matter));
        }
    }

    private static void join(Future<?> other) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void refresh() {
        writing(readers::maybeRefreshBlocking);
    }

    @Override
    public void commit(Mark next) {
        writing(() -> {
            writer.setLiveCommitData(new IndexState(next, number).write());
            writer.commit();
            mark = next;
        });
    }

    @Override
    public Found find(Asked asked) {
        return reading(reader -> answers.find(name, reader, asked));
    }

    @Override
    public long count(Asked asked) {
        return reading(reader -> answers.count(name, reader, asked));
    }

    @Override
    public void close() {
        try {
            writing(() -> {
                try (directory) {
                    readers.close();
                    writer.rollback();
                }
            });
        } finally {
            onClose.run();
        }
    }

    private void writing(Failure.Action action) {
        Failure.run(name, action);
    }

    private interface Reading<T> {
        T run(DirectoryReader reader) throws IOException;
    }

    private <T> T reading(Reading<T> action) {
        DirectoryReader reader = Failure.guarded(name, readers::acquire);
        try {
            return Failure.guarded(name, reader, () -> action.run(reader));
        } finally {
            writing(() -> readers.release(reader));
        }
    }
}
