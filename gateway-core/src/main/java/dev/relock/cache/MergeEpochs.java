package dev.relock.cache;

import dev.relock.epoch.Epoch;

/** For the cache {@code relockEpochs}. Its name is what {@code merge-policy} in {@code cache-ispn.xml} takes. */
public final class MergeEpochs extends MergeAfterSplit {
    @Override
    Object merge(Object one, Object other) {
        return ((Epoch) one).merge((Epoch) other);
    }
}
