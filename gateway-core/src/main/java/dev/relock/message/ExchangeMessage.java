package dev.relock.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.DeviceKey;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Lp;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.Root;
import dev.relock.protocol.StrictJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message to {@code POST exchange} in its documented form (docs/protocol.md section 5); nothing is verified but the form
 * and the keys' validity.
 *
 * @param signedBytes what {@code sig} and {@code mac} are over
 * @param requestHash names the message in its answer
 * @param challenge the challenge it answers, or empty bytes
 */
public record ExchangeMessage(
        Purpose purpose,
        byte[] signedBytes,
        byte[] requestHash,
        byte[] signature,
        byte[] mac,
        String issuer,
        String base,
        Origin origin,
        DeviceKey deviceKey,
        long n,
        byte[] rootId,
        byte[] clientKey,
        Ed25519Key pageKey,
        String tab,
        String agent,
        byte[] challenge,
        boolean known) {

    /** Longest body of the request, bytes. */
    public static final int MAX_BODY = 8192;

    private static final int MAX_PAYLOAD = 4096;
    private static final int VERSION = 1;
    private static final int MAC_BYTES = 32;
    private static final Pattern BASE = Pattern.compile("/([A-Za-z0-9_~%-][A-Za-z0-9._~%-]*/)*relock/");
    private static final Pattern TAB = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public static ExchangeMessage parse(byte[] body) throws MalformedException {
        JsonNode envelope = StrictJson.object("body", body);
        Purpose purpose = Purpose.parse(StrictJson.string(envelope, "purpose", 16));
        byte[] payload = Encoding.fromBase64Url("payload", StrictJson.string(envelope, "payload", 2 * MAX_PAYLOAD));
        if (payload.length > MAX_PAYLOAD) {
            throw new MalformedException("payload is too long");
        }
        byte[] signature =
                Encoding.fromBase64Url("sig", StrictJson.string(envelope, "sig", 100), Ed25519Key.SIGNATURE_BYTES);
        byte[] mac = Encoding.fromBase64Url("mac", StrictJson.string(envelope, "mac", 100), MAC_BYTES);
        return read(purpose, payload, signature, mac);
    }

    private static ExchangeMessage read(Purpose purpose, byte[] payload, byte[] signature, byte[] mac)
            throws MalformedException {
        JsonNode json = StrictJson.object("payload", payload);
        if (StrictJson.integer(json, "v") != VERSION) {
            throw new MalformedException("protocol version is not 1");
        }
        JsonNode jwk = json.get("jwk");
        if (jwk == null) {
            throw new MalformedException("jwk is missing");
        }
        return new ExchangeMessage(
                purpose,
                Lp.labelled(purpose.label()).raw(payload).bytes(),
                Hash.sha256(payload),
                signature,
                mac,
                StrictJson.string(json, "iss", 500),
                matching(BASE, "base", StrictJson.string(json, "base", 200)),
                Origin.parse(StrictJson.string(json, "origin", 300)),
                DeviceKey.parse(jwk),
                StrictJson.integer(json, "n"),
                Encoding.fromBase64Url("root", StrictJson.string(json, "root", 32), Root.ID_BYTES),
                Encoding.fromBase64Url("key", StrictJson.string(json, "key", 100)),
                Ed25519Key.vet(Encoding.fromBase64Url("page", StrictJson.string(json, "page", 64), Ed25519Key.BYTES)),
                matching(TAB, "tab", StrictJson.string(json, "tab", 64)),
                StrictJson.string(json, "agent", 32),
                purpose == Purpose.STEP
                        ? new byte[0]
                        : Encoding.fromBase64Url("challenge", StrictJson.string(json, "challenge", 128)),
                StrictJson.flag(json, "known"));
    }

    private static String matching(Pattern form, String name, String text) throws MalformedException {
        if (!form.matcher(text).matches()) {
            throw new MalformedException(name + " has not the documented form");
        }
        return text;
    }

    /** The body of the request, for another gateway: the same signed bytes, and nothing else that came along. */
    public byte[] body() {
        int label = Lp.labelled(purpose.label()).bytes().length;
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("purpose", purpose.name().toLowerCase(Locale.ROOT));
        envelope.put("payload", Encoding.base64Url(Arrays.copyOfRange(signedBytes, label, signedBytes.length)));
        envelope.put("sig", Encoding.base64Url(signature));
        envelope.put("mac", Encoding.base64Url(mac));
        return StrictJson.write(envelope);
    }

    /** Whether the device signed this very message. */
    public boolean isSignedByDevice() {
        return deviceKey.verify(signedBytes, signature);
    }

    /** Whether its sender knows the root that {@code macKey} comes from. */
    public boolean isMacedUnder(byte[] macKey) {
        return Hash.same(Hash.hmacSha256(macKey, signedBytes), mac);
    }
}
