package org.duban.search.internal.lucene;

import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NRTCachingDirectory;

/**
 * Keeps small new segments in memory until the next commit. Unlike its parent also their stored fields, whose size isn't known beforehand, as
 * long as single matters are put and not many at once.
 */
final class NearDirectory extends NRTCachingDirectory {

    /** Segments up to the first size stay in memory, up to the second all together; MB. */
    private static final double CACHED_SEGMENT_MB = 4;

    private static final double CACHED_MB = 16;

    /** Whether what is put now is small. */
    volatile boolean small;

    NearDirectory(Directory files) {
        super(files, CACHED_SEGMENT_MB, CACHED_MB);
    }

    @Override
    protected boolean doCacheWrite(String name, IOContext context) {
        return super.doCacheWrite(name, context)
                || small && context.mergeInfo == null && ramBytesUsed() < CACHED_MB * (1 << 20);
    }
}
