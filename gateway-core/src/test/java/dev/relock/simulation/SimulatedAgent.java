package dev.relock.simulation;

import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Lp;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.Root;
import dev.relock.protocol.StrictJson;
import dev.relock.token.TokenContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The browser's side of the protocol in Java: makes messages, takes in answers, mints tokens. It holds what IndexedDB
 * would (so {@link #copy} is a copied profile) and one open epoch.
 */
public final class SimulatedAgent {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Origin origin;
    private final String base;
    private final AgentKeys keys;
    private final AgentKeys.Device deviceKey;
    private String issuer = "";
    private long n;
    private Root root = Root.zero();
    private AgentKeys.Step pending;

    private Ed25519PrivateKeyParameters pageKey = new Ed25519PrivateKeyParameters(RANDOM);
    private String tab = "tab-" + Integer.toHexString(RANDOM.nextInt() & 0xffff);
    private byte[] epochId = {};
    private byte[] tokenKey = {};
    private String session = "";
    private int counter;

    public SimulatedAgent(Origin origin, String base) {
        this(origin, base, AgentKeys.CURVE_25519, AgentKeys.CURVE_25519.newDevice());
    }

    /** In a browser without Ed25519 and X25519. */
    public static SimulatedAgent withP256(Origin origin, String base) {
        return new SimulatedAgent(origin, base, AgentKeys.P_256, AgentKeys.P_256.newDevice());
    }

    private SimulatedAgent(Origin origin, String base, AgentKeys keys, AgentKeys.Device deviceKey) {
        this.origin = origin;
        this.base = base;
        this.keys = keys;
        this.deviceKey = deviceKey;
    }

    /** A copy of everything that lies in the profile's storage; the open page is not copied. */
    public SimulatedAgent copy() {
        SimulatedAgent copy = new SimulatedAgent(origin, base, keys, deviceKey);
        copy.issuer = issuer;
        copy.n = n;
        copy.root = root;
        copy.pending = pending;
        return copy;
    }

    public DeviceId deviceId() {
        return DeviceId.ofThumbprint(Hash.sha256(StrictJson.write(new TreeMap<>(deviceKey.jwk()))));
    }

    public Origin origin() {
        return origin;
    }

    public long version() {
        return n;
    }

    /** Id of the root that it stands on, hex. */
    public String rootId() {
        return Encoding.hex(root.id());
    }

    public String session() {
        return session;
    }

    public void learnIssuer(String value) {
        issuer = value;
    }

    /** Forgets the chain of roots but not the device key: what a restart starts from. */
    public void restart() {
        n = 0;
        root = Root.zero();
    }

    public byte[] step() {
        return message("step", null, false);
    }

    public byte[] enrol(byte[] challenge, boolean known) {
        return message("enrol", challenge, known);
    }

    public byte[] conflict(byte[] challenge) {
        return message("conflict", challenge, false);
    }

    /** A body for {@code POST exchange}; makes a pending step key unless there is one. */
    private byte[] message(String purpose, byte[] challenge, boolean known) {
        if (pending == null) {
            pending = keys.newStep();
        }
        pageKey = new Ed25519PrivateKeyParameters(RANDOM);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("v", 1);
        payload.put("iss", issuer);
        payload.put("kid", "");
        payload.put("base", base);
        payload.put("origin", origin.value());
        payload.put("jwk", deviceKey.jwk());
        payload.put("n", n);
        payload.put("root", Encoding.base64Url(root.id()));
        payload.put("key", Encoding.base64Url(pending.publicKey()));
        payload.put("page", Encoding.base64Url(pageKey.generatePublicKey().getEncoded()));
        payload.put("tab", tab);
        payload.put("agent", "0.1.0-simulated");
        if (challenge != null) {
            payload.put("challenge", Encoding.base64Url(challenge));
        }
        if (known) {
            payload.put("known", true);
        }
        return envelope(purpose, payload);
    }

    /** Signs and MACs any payload as this device would; for tests that bend one member. */
    public byte[] envelope(String purpose, Map<String, Object> payload) {
        byte[] json = StrictJson.write(payload);
        byte[] labelled = Lp.labelled("relock/1 " + purpose).raw(json).bytes();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("purpose", purpose);
        body.put("payload", Encoding.base64Url(json));
        body.put("sig", Encoding.base64Url(deviceKey.sign(labelled)));
        body.put("mac", Encoding.base64Url(Hash.hmacSha256(root.macKey(), labelled)));
        return StrictJson.write(body);
    }

    /**
     * Takes in an accepted answer: the next root, and the epoch.
     *
     * @param version {@code n} of the answer
     */
    public void accept(long version, byte[] gatewayKey, String kid, byte[] epoch, byte[] nonce, String xsid) {
        if (version != n + 1) {
            throw new IllegalStateException("the answer does not fit what was asked");
        }
        Root.Step step = new Root.Step(issuer, origin, deviceId(), n, pending.publicKey(), gatewayKey, kid);
        root = root.next(step, pending.agree(gatewayKey));
        n = version;
        pending = null;
        epochId = epoch;
        byte[] epochKey =
                root.epochKey(nonce, epoch, pageKey.generatePublicKey().getEncoded(), origin);
        tokenKey = Hash.expand(epochKey, "relock/1 token".getBytes(StandardCharsets.UTF_8), 32);
        session = xsid;
        counter = 0;
    }

    public byte[] token(TokenContext context) {
        return token(++counter, context);
    }

    /** A token with a counter of one's choice. */
    public byte[] token(int withCounter, TokenContext context) {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        byte[] head = Lp.start()
                .raw(epochId)
                .raw(ByteBuffer.allocate(4).putInt(withCounter).array())
                .raw(random)
                .bytes();
        byte[] mac = Hash.hmacSha512(
                tokenKey,
                Lp.labelled("relock/1 token")
                        .add(issuer)
                        .add(origin.value())
                        .add(session)
                        .add(tab)
                        .add(head)
                        .raw(new byte[] {context.type()})
                        .raw(context.hash())
                        .bytes());
        return Lp.start().raw(head).raw(Arrays.copyOf(mac, 16)).bytes();
    }

    public byte[] sign(byte[] data) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        pageKey.sign(Ed25519.Algorithm.Ed25519, null, data, 0, data.length, signature, 0);
        return signature;
    }

    /** A message as the gateway reads it. */
    public static ExchangeMessage parsed(byte[] body) {
        try {
            return ExchangeMessage.parse(body);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
