package dev.relock.device;

import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * An epoch of a device.
 *
 * @param id hex, 8 bytes
 * @param openedAt seconds since 1970
 */
@Proto
public record EpochRef(
        @ProtoField(1) String id,
        @ProtoField(value = 2, defaultValue = "0") long openedAt) {}
