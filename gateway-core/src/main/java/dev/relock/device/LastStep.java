package dev.relock.device;

import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * What is needed to repeat the last step when its answer was lost; never a private key.
 *
 * @param rootId id of the root it started from
 * @param macKey MAC key of that root
 * @param clientKey the client's step key
 * @param gatewayKey the gateway's step key
 * @param kid the gateway key that was active
 */
@Proto
public record LastStep(
        @ProtoField(1) byte[] rootId,
        @ProtoField(2) byte[] macKey,
        @ProtoField(3) byte[] clientKey,
        @ProtoField(4) byte[] gatewayKey,
        @ProtoField(5) String kid) {}
