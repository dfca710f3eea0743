package dev.relock.statement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.decision.DeviceEvidence;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.DeviceKey;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one gateway tells another of a proof that it has verified, and whose token it has spent.
 *
 * @param device its id
 * @param publicKey a canonical JWK
 * @param origin the web origin whose key it is
 * @param lineage see {@link DeviceEvidence}
 * @param epochAge how old the epoch of the token is, seconds
 */
public record Confirmation(
        DeviceId device,
        String publicKey,
        Origin origin,
        String lineage,
        long version,
        String epochId,
        long epochAge,
        String session) {
    /** How long it is good, seconds. */
    private static final long LIFETIME = 30;
    /** How far the clocks of two gateways may be apart, seconds. */
    private static final long SKEW = 60;

    private static final int MAX_TEXT = 500;

    /**
     * What was asked.
     *
     * @param nonce drawn anew by who asks, hex
     * @param audience the issuer that asks
     * @param context for what the token was good, 33 bytes in hex
     */
    public record Question(DeviceProof proof, String nonce, String audience, String context) {
        private String tokenHash() {
            return Encoding.base64Url(Hash.sha256(proof.token().bytes()));
        }
    }

    public static Confirmation of(DeviceEvidence evidence, long epochAge) {
        return new Confirmation(
                evidence.device(),
                evidence.publicKey(),
                evidence.origin(),
                evidence.lineage(),
                evidence.version(),
                evidence.epochId(),
                epochAge,
                evidence.session());
    }

    public Map<String, Object> claims(String issuer, Question question, long now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", question.audience());
        claims.put("nonce", question.nonce());
        claims.put("token", question.tokenHash());
        claims.put("context", question.context());
        claims.put("jwk", publicKey);
        claims.put("origin", origin.value());
        claims.put("lineage", lineage);
        claims.put("version", version);
        claims.put("epoch", epochId);
        claims.put("epoch_age", epochAge);
        claims.put("session", session);
        claims.put("iat", now);
        claims.put("exp", now + LIFETIME);
        return claims;
    }

    /**
     * Reads the claims of a verified statement.
     *
     * @param issuer of the gateway that was asked
     * @throws MalformedException when they do not answer exactly this question, now
     */
    public static Confirmation read(JsonNode claims, String issuer, Question question, long now)
            throws MalformedException {
        expect(claims, "iss", issuer);
        expect(claims, "aud", question.audience());
        expect(claims, "nonce", question.nonce());
        expect(claims, "token", question.tokenHash());
        expect(claims, "context", question.context());
        if (StrictJson.integer(claims, "exp") < now - SKEW || StrictJson.integer(claims, "iat") > now + SKEW) {
            throw new MalformedException("statement is not of now");
        }
        String jwk = StrictJson.string(claims, "jwk", MAX_TEXT);
        DeviceKey key = DeviceKey.parse(StrictJson.object("jwk", jwk.getBytes(StandardCharsets.UTF_8)));
        // A device has the name of its key, and a session that begins with it: nobody's else can be told.
        expect(claims, "session", question.proof().session());
        if (!key.id().equals(question.proof().deviceId())) {
            throw new MalformedException("statement is about another device");
        }
        expect(claims, "epoch", question.proof().token().epochId());
        return new Confirmation(
                key.id(),
                jwk,
                Origin.parse(StrictJson.string(claims, "origin", MAX_TEXT)),
                StrictJson.string(claims, "lineage", 64),
                StrictJson.integer(claims, "version"),
                question.proof().token().epochId(),
                StrictJson.integer(claims, "epoch_age"),
                question.proof().session());
    }

    private static void expect(JsonNode claims, String name, String value) throws MalformedException {
        if (!value.equals(StrictJson.string(claims, name, MAX_TEXT))) {
            throw new MalformedException("statement has another " + name);
        }
    }
}
