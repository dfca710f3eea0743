package dev.relock.epoch;

import dev.relock.device.DeviceIdentity;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Labels;
import dev.relock.protocol.Lp;
import dev.relock.token.Token;
import dev.relock.token.TokenContext;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;
import org.infinispan.protostream.annotations.ProtoTypeId;

/**
 * One tab's time under one page key: what a token is checked against. Immutable but for its replay window and time of
 * last use, which move by compare-and-set. Two are equal when they are the same write: Infinispan repeats a write whose entry
 * changes hands meanwhile, and takes what it finds for its own when it is equal. Two nodes that spend the same token must not
 * both be told so.
 *
 * @param format of this record
 * @param id hex, 8 bytes
 * @param identity the device that opened it
 * @param session {@code X-Key-Session}
 * @param tab {@code screen} of the agent
 * @param pageKey public Ed25519 key, 32 bytes, vetted
 * @param key the epoch key, 32 bytes
 * @param openedAt seconds since 1970
 * @param usedAt seconds since 1970
 * @param window spent counters
 * @param revision drawn anew for every write; 0 when it was just opened
 */
@Proto
@ProtoTypeId(1_900_002)
public record Epoch(
        @ProtoField(value = 1, defaultValue = "1") int format,
        @ProtoField(2) String id,
        @ProtoField(3) DeviceIdentity identity,
        @ProtoField(4) String session,
        @ProtoField(5) String tab,
        @ProtoField(6) byte[] pageKey,
        @ProtoField(7) byte[] key,
        @ProtoField(value = 8, defaultValue = "0") long openedAt,
        @ProtoField(value = 9, defaultValue = "0") long usedAt,
        @ProtoField(10) ReplayWindow window,
        @ProtoField(value = 11, defaultValue = "0") long revision) {

    public static final int ID_BYTES = 8;

    /** Oldest age, seconds. */
    public static final long MAX_AGE = 3600;
    /** Longest time without use, seconds. */
    public static final long MAX_IDLE = 900;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 16;
    private static final byte[] TOKEN_KEY = Labels.TOKEN.getBytes(StandardCharsets.UTF_8);
    private static final byte[] SERVER_TOKEN_KEY = Labels.SERVER_TOKEN.getBytes(StandardCharsets.UTF_8);

    public static byte[] newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return id;
    }

    public boolean isOver(long now) {
        return now - openedAt > MAX_AGE || now - usedAt > MAX_IDLE;
    }

    /** Whether the token was made by the holder of this epoch's key, for this very context. */
    public boolean isMacOf(Token token, TokenContext context) {
        byte[] message = preamble(Labels.TOKEN, token.head())
                .raw(new byte[] {context.type()})
                .raw(context.hash())
                .bytes();
        return Hash.same(mac(TOKEN_KEY, message), token.mac());
    }

    /** Whether the page signed the token. */
    public boolean isSignatureOf(Token token, byte[] signature) {
        return Ed25519Key.ofVetted(pageKey).verify(token.bytes(), signature);
    }

    /** The epoch with the token marked as spent, or empty when it was spent before. */
    public Optional<Epoch> spend(Token token, long now) {
        return window.accept(token.counter())
                .map(next -> new Epoch(
                        format,
                        id,
                        identity,
                        session,
                        tab,
                        pageKey,
                        key,
                        openedAt,
                        Math.max(usedAt, now),
                        next,
                        ThreadLocalRandom.current().nextLong()));
    }

    /**
     * This epoch as two parts of a cluster know it that were apart: spent is what is spent in either. The result is the same on
     * all nodes, as it must be in a merge.
     */
    public Epoch merge(Epoch other) {
        return new Epoch(
                format,
                id,
                identity,
                session,
                tab,
                pageKey,
                key,
                openedAt,
                Math.max(usedAt, other.usedAt),
                window.union(other.window),
                Math.max(revision, other.revision));
    }

    /** A token by which the gateway proves to the page that it holds the epoch's key. */
    public byte[] gatewayToken() {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        byte[] head = Lp.start().raw(HexFormat.of().parseHex(id)).raw(random).bytes();
        byte[] mac = mac(SERVER_TOKEN_KEY, preamble(Labels.SERVER_TOKEN, head).bytes());
        return Lp.start().raw(head).raw(mac).bytes();
    }

    private Lp preamble(String label, byte[] head) {
        return Lp.labelled(label)
                .add(identity.issuer())
                .add(identity.originValue())
                .add(session)
                .add(tab)
                .add(head);
    }

    private byte[] mac(byte[] info, byte[] message) {
        return Arrays.copyOf(Hash.hmacSha512(Hash.expand(key, info, KEY_BYTES), message), MAC_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Epoch epoch
                && id.equals(epoch.id)
                && revision == epoch.revision
                && usedAt == epoch.usedAt
                && window.equals(epoch.window);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
