package dev.relock.cache;

import dev.relock.device.DeviceState;

/**
 * For the caches {@code relockDevices} and {@code relockVisitors}, which hold devices and, beside them, the mark of their
 * generation. Its name is what {@code merge-policy} in {@code cache-ispn.xml} takes.
 */
public final class MergeDevices extends MergeAfterSplit {
    @Override
    Object merge(Object one, Object other) {
        return one instanceof DeviceState state && other instanceof DeviceState theirs ? state.merge(theirs) : one;
    }
}
