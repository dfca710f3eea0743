package dev.relock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.EpochRef;
import dev.relock.device.LastStep;
import dev.relock.device.Ratchet;
import dev.relock.device.SignedIn;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;
import org.junit.jupiter.api.Test;

/**
 * What nodes of another release write into the caches, and read from them. {@code wire/0.1.0.json} is what release 0.1.0
 * writes, hex, as Infinispan wraps it and as the bare message: it stays as it is, whatever later releases add.
 */
class WireFormatTest {
    private static final DeviceIdentity IDENTITY = new DeviceIdentity(
            "realm-id",
            "A".repeat(43),
            "{\"crv\":\"Ed25519\"}",
            "https://sso.example.org/realms/r",
            "https://a.example");

    private static final DeviceState DEVICE = new DeviceState(
            1,
            -42,
            IDENTITY,
            new Ratchet(
                    "00112233445566ff",
                    7,
                    bytes(32, 1),
                    new LastStep(bytes(32, 2), bytes(32, 3), bytes(32, 4), bytes(32, 5), "kid-1")),
            List.of("alice-id", "bob-id"),
            List.of(new EpochRef("0011223344556677", 1_800_000_000L), new EpochRef("8899aabbccddeeff", 1_800_000_100L)),
            "ab".repeat(48),
            new SignedIn("alice-id", "session-id", "mfa"),
            "7f0000",
            "",
            true);

    private static final Epoch EPOCH = new Epoch(
            1,
            "0011223344556677",
            IDENTITY,
            "ab".repeat(48),
            "tab-1",
            bytes(32, 6),
            bytes(32, 7),
            1_800_000_000L,
            1_800_000_050L,
            new ReplayWindow(70, new long[] {-2, 127, 0, 0, 0}),
            0);

    /** Which fields of a message are messages, by number. */
    private static final Map<Integer, Nested> OF_A_DEVICE =
            Map.of(3, Nested.FLAT, 4, new Nested(Map.of(4, Nested.FLAT)), 6, Nested.FLAT, 8, Nested.FLAT);

    private static final Map<Integer, Nested> OF_AN_EPOCH = Map.of(3, Nested.FLAT, 10, Nested.FLAT);

    private record Nested(Map<Integer, Nested> fields) {
        static final Nested FLAT = new Nested(Map.of());
    }

    private final SerializationContext context = ProtobufUtil.newSerializationContext();

    WireFormatTest() {
        RelockSchemaImpl schema = new RelockSchemaImpl();
        schema.registerSchema(context);
        schema.registerMarshallers(context);
    }

    @Test
    void whatReleaseZeroOneZeroWroteIsUnderstood() throws IOException {
        assertSame(ProtobufUtil.fromWrappedByteArray(context, recorded("device")), DEVICE);
        assertSame(ProtobufUtil.fromWrappedByteArray(context, recorded("epoch")), EPOCH);
    }

    @Test
    void whatThisReleaseWritesIsWhatZeroOneZeroWroteAndPerhapsMore() throws IOException {
        assertThat(writtenOf(DEVICE, recorded("deviceMessage"))).isEqualTo(recorded("deviceMessage"));
        assertThat(writtenOf(EPOCH, recorded("epochMessage"))).isEqualTo(recorded("epochMessage"));
    }

    @Test
    void whatALaterReleaseAddsIsPassedOver() throws IOException {
        byte[] device = withMore(ProtobufUtil.toByteArray(context, DEVICE), new Nested(OF_A_DEVICE));
        assertThat(device.length).isGreaterThan(ProtobufUtil.toByteArray(context, DEVICE).length);
        assertSame(ProtobufUtil.fromByteArray(context, device, DeviceState.class), DEVICE);
        byte[] epoch = withMore(ProtobufUtil.toByteArray(context, EPOCH), new Nested(OF_AN_EPOCH));
        assertSame(ProtobufUtil.fromByteArray(context, epoch, Epoch.class), EPOCH);
    }

    @Test
    void whatAnEarlierReleaseDidNotHaveHasItsDefault() throws IOException {
        byte[] bare = Wire.of(ProtobufUtil.toByteArray(context, DEVICE))
                .keeping(Set.of(3, 4, 7, 9))
                .bytes();
        DeviceState read = ProtobufUtil.fromByteArray(context, bare, DeviceState.class);
        assertThat(read.format()).isEqualTo(1);
        assertThat(read.owners()).isEmpty();
        assertThat(read.epochs()).isEmpty();
        assertThat(read.signedIn()).isNull();
        assertThat(read.ended()).isEmpty();
        assertThat(read.moved()).isFalse();
        assertThat(read.ratchet().version()).isEqualTo(7);
    }

    /** Every field; their own equals looks at what tells two writes apart. */
    private static void assertSame(Object read, Object expected) {
        assertThat(read).isInstanceOf(expected.getClass());
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringAllOverriddenEquals()
                .isEqualTo(expected);
    }

    private static byte[] withMore(byte[] message, Nested shape) {
        Wire wire = Wire.of(message);
        shape.fields().forEach((number, nested) -> wire.change(number, inner -> withMore(inner, nested)));
        return wire.adding(200, "of a later release".getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** What is written now in the fields that were there then. */
    private byte[] writtenOf(Object value, byte[] recorded) throws IOException {
        return Wire.of(ProtobufUtil.toByteArray(context, value))
                .keeping(Wire.of(recorded).numbers())
                .bytes();
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream file = WireFormatTest.class.getResourceAsStream("/wire/0.1.0.json")) {
            JsonNode json = new ObjectMapper().readTree(file);
            return HexFormat.of().parseHex(json.get(name).asText());
        }
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
