package dev.relock.cache;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.EpochRef;
import dev.relock.device.LastStep;
import dev.relock.device.Ratchet;
import dev.relock.device.SignedIn;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import org.infinispan.protostream.GeneratedSchema;
import org.infinispan.protostream.annotations.ProtoSchema;

/**
 * How values travel between nodes. Fields are only ever added, so that nodes of two releases understand each other.
 * A text that an entry does not have is read as null, whatever its default value says.
 */
@ProtoSchema(
        includeClasses = {
            DeviceIdentity.class,
            LastStep.class,
            Ratchet.class,
            EpochRef.class,
            SignedIn.class,
            DeviceState.class,
            ReplayWindow.class,
            Epoch.class
        },
        schemaFileName = "relock.proto",
        schemaPackageName = "relock",
        schemaFilePath = "proto/")
public interface RelockSchema extends GeneratedSchema {}
