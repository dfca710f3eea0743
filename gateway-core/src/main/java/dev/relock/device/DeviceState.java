package dev.relock.device;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;
import org.infinispan.protostream.annotations.ProtoTypeId;

/**
 * What the gateway remembers of a device between two contacts. Immutable; two states are equal when they are the same
 * write, which is what compare-and-set asks.
 *
 * @param format of this record
 * @param revision drawn anew for every write
 * @param identity who it is
 * @param ratchet where its chain of roots stands
 * @param owners ids of the users who own it, a hint: the credential decides
 * @param epochs the open epochs, oldest first
 * @param session {@code X-Key-Session}
 * @param signedIn who is signed in, or null
 * @param network address prefix of the last contact
 * @param ended why it ended for good, or empty
 * @param moved whether this entry has moved on to the cache of owned devices
 */
@Proto
@ProtoTypeId(1_900_001)
public record DeviceState(
        @ProtoField(value = 1, defaultValue = "1") int format,
        @ProtoField(value = 2, defaultValue = "0") long revision,
        @ProtoField(3) DeviceIdentity identity,
        @ProtoField(4) Ratchet ratchet,

        @ProtoField(value = 5, collectionImplementation = ArrayList.class)
        List<String> owners,

        @ProtoField(value = 6, collectionImplementation = ArrayList.class)
        List<EpochRef> epochs,

        @ProtoField(7) String session,
        @ProtoField(8) SignedIn signedIn,
        @ProtoField(9) String network,
        @ProtoField(value = 10, defaultValue = "") String ended,
        @ProtoField(value = 11, defaultValue = "false") boolean moved) {

    /** Owners a device may have at most: all of them must fit into the cookie that it is sealed into. */
    public static final int MAX_OWNERS = 8;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SESSION_RANDOM_BYTES = 16;

    public DeviceState {
        // Read from an entry without this field it is null, whatever its default value says.
        ended = ended == null ? "" : ended;
    }

    /** A device that was never seen, or had to start over. */
    public static DeviceState create(DeviceIdentity identity, List<String> owners, String network) {
        return new DeviceState(
                1,
                RANDOM.nextLong(),
                identity,
                Ratchet.start(),
                owners,
                List.of(),
                newSession(identity),
                null,
                network,
                "",
                false);
    }

    /** A device that was forgotten here and has brought its sealed state back. */
    public static DeviceState resume(
            DeviceIdentity identity,
            Ratchet ratchet,
            List<String> owners,
            String session,
            SignedIn signedIn,
            String network) {
        return new DeviceState(
                1, RANDOM.nextLong(), identity, ratchet, owners, List.of(), session, signedIn, network, "", false);
    }

    private static String newSession(DeviceIdentity identity) {
        byte[] random = new byte[SESSION_RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return Encoding.hex(identity.id().thumbprint()) + Encoding.hex(random);
    }

    /**
     * The one to keep of two states of one device, after two parts of a cluster were apart: an end is for good, and otherwise
     * the chain went on where it is longer, or where the device was last seen.
     */
    public DeviceState merge(DeviceState other) {
        if (hasEnded() || other.hasEnded()) {
            return hasEnded() ? this : other;
        }
        if (ratchet.version() != other.ratchet.version()) {
            return ratchet.version() > other.ratchet.version() ? this : other;
        }
        return lastOpened() >= other.lastOpened() ? this : other;
    }

    private long lastOpened() {
        return epochs.stream().mapToLong(EpochRef::openedAt).max().orElse(0);
    }

    /** Whether the epoch is one of this device's that have not been closed. */
    public boolean hasEpoch(String epochId) {
        return epochs.stream().anyMatch(epoch -> epoch.id().equals(epochId));
    }

    public boolean hasEnded() {
        return !ended.isEmpty();
    }

    public boolean isSession(String other) {
        return Hash.same(session.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    public DeviceState withRatchet(Ratchet next, String contactNetwork) {
        return copy(next, owners, epochs, signedIn, contactNetwork, ended, moved);
    }

    /** Opens an epoch; the oldest beyond {@code max} are dropped. */
    public DeviceState withEpoch(EpochRef opened, int max) {
        List<EpochRef> open = new ArrayList<>(epochs);
        open.add(opened);
        return copy(
                ratchet,
                owners,
                List.copyOf(open.subList(Math.max(0, open.size() - max), open.size())),
                signedIn,
                network,
                ended,
                moved);
    }

    public DeviceState withoutEpoch(String epochId) {
        return copy(
                ratchet,
                owners,
                epochs.stream().filter(e -> !e.id().equals(epochId)).toList(),
                signedIn,
                network,
                ended,
                moved);
    }

    /**
     * Adds an owner, if there is room. Nobody is forgotten for the sake of another: a collision must find every owner whose
     * binding counts.
     */
    public DeviceState withOwner(String userId) {
        return withOwner(userId, MAX_OWNERS);
    }

    /**
     * The same where fewer owners are allowed.
     *
     * @param max 1 to {@link #MAX_OWNERS}
     */
    public DeviceState withOwner(String userId, int max) {
        if (owners.contains(userId) || owners.size() >= max) {
            return this;
        }
        List<String> all = new ArrayList<>(owners);
        all.add(userId);
        return withOwners(all);
    }

    public DeviceState withoutOwner(String userId) {
        return withOwners(owners.stream().filter(o -> !o.equals(userId)).toList());
    }

    private DeviceState withOwners(List<String> newOwners) {
        return copy(ratchet, List.copyOf(newOwners), epochs, signedIn, network, ended, moved);
    }

    public DeviceState withSignedIn(SignedIn user) {
        return copy(ratchet, owners, epochs, user, network, ended, moved);
    }

    /** A tombstone: keeps nothing that could verify or resume. */
    public DeviceState end(String reason) {
        return end(reason, List.of());
    }

    /**
     * A tombstone that remembers whose trust must end.
     *
     * @param toSuspend ids of users; what befalls them is written elsewhere, and may fail after this is written
     */
    public DeviceState end(String reason, Collection<String> toSuspend) {
        return copy(Ratchet.start(), List.copyOf(toSuspend), List.of(), null, network, reason, moved);
    }

    public DeviceState markMoved() {
        return copy(ratchet, owners, epochs, signedIn, network, ended, true);
    }

    /** As it goes into the cache of owned devices. */
    public DeviceState arrived() {
        return copy(ratchet, owners, epochs, signedIn, network, ended, false);
    }

    private DeviceState copy(
            Ratchet newRatchet,
            List<String> newOwners,
            List<EpochRef> newEpochs,
            SignedIn newSignedIn,
            String newNetwork,
            String newEnded,
            boolean newMoved) {
        return new DeviceState(
                format,
                RANDOM.nextLong(),
                identity,
                newRatchet,
                newOwners,
                newEpochs,
                session,
                newSignedIn,
                newNetwork,
                newEnded,
                newMoved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceState state && revision == state.revision && identity.equals(state.identity);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(revision);
    }
}
