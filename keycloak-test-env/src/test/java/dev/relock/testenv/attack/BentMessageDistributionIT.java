package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exchanges in which algorithm, version, purpose or protection were changed. All are refused, and the device goes on. */
@KeycloakTest
final class BentMessageDistributionIT {
    private final URI base;
    private final Origin origin;
    private HttpAgent agent;

    BentMessageDistributionIT(KeycloakDistribution keycloak) {
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        origin = new Origin(keycloak.url().toString());
    }

    @BeforeEach
    void enrol() {
        agent = new HttpAgent(base, origin).enrol();
    }

    /** Whatever was sent: nothing of it was kept, and nobody was accused. */
    @AfterEach
    void theDeviceGoesOnWhereItWas() {
        long version = agent.agent().version();
        Reply step = agent.step();
        assertThat(step.json().path("fresh").asBoolean()).isFalse();
        assertThat(step.json().path("state").asBoolean()).isFalse();
        assertThat(agent.agent().version()).isEqualTo(version + 1);
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    static Stream<Arguments> bentEnvelopes() {
        return Stream.of(
                bent("signature removed", 400, message -> message.remove("sig")),
                bent("signature empty", 400, message -> message.put("sig", "")),
                bent("signature null", 400, message -> message.put("sig", null)),
                bent("signature of zeros", 401, message -> message.put("sig", Envelope.base64Url(new byte[64]))),
                bent(
                        "signature one byte longer",
                        400,
                        message -> message.put(
                                "sig", Envelope.base64Url(Arrays.copyOf(Envelope.bytes(message.get("sig")), 65)))),
                bent("MAC removed", 400, message -> message.remove("mac")),
                bent("MAC empty", 400, message -> message.put("mac", "")),
                bent(
                        "MAC shortened",
                        400,
                        message -> message.put(
                                "mac", Envelope.base64Url(Arrays.copyOf(Envelope.bytes(message.get("mac")), 16)))),
                // Under a good signature a wrong MAC does not fit: a challenge, and no state.
                bent("MAC of zeros", 409, message -> message.put("mac", Envelope.base64Url(new byte[32]))),
                bent("payload removed", 400, message -> message.remove("payload")),
                bent("purpose removed", 400, message -> message.remove("purpose")),
                bent("purpose unknown", 400, message -> message.put("purpose", "token")),
                bent("purpose of the gateway", 400, message -> message.put("purpose", "answer")),
                bent("purpose in capitals", 400, message -> message.put("purpose", "STEP")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bentEnvelopes")
    void protectionCannotBeStripped(String how, int status, Consumer<Map<String, Object>> bend) {
        byte[] bent = Envelope.bend(agent.agent().step(), bend);

        assertThat(agent.exchange(bent).status()).isEqualTo(status);
    }

    static Stream<Arguments> bentPayloads() {
        return Stream.of(
                bent("version 0", 400, payload -> payload.put("v", 0)),
                bent("version 2", 400, payload -> payload.put("v", 2)),
                bent("version -1", 400, payload -> payload.put("v", -1)),
                bent("version as text", 400, payload -> payload.put("v", "1")),
                bent("version 1.5", 400, payload -> payload.put("v", 1.5)),
                bent("no version", 400, payload -> payload.remove("v")),
                bent(
                        "private key",
                        400,
                        payload -> jwk(payload).put("d", jwk(payload).get("x"))),
                bent("kty EC of an Ed25519 key", 400, payload -> jwk(payload).put("kty", "EC")),
                bent("crv P-256 of an Ed25519 key", 400, payload -> jwk(payload).put("crv", "P-256")),
                bent("crv X25519", 400, payload -> jwk(payload).put("crv", "X25519")),
                bent("crv Ed448", 400, payload -> jwk(payload).put("crv", "Ed448")),
                bent("kty oct", 400, payload -> {
                    jwk(payload).put("kty", "oct");
                    jwk(payload).put("k", jwk(payload).get("x"));
                }),
                bent("no kty", 400, payload -> jwk(payload).remove("kty")),
                bent("no crv", 400, payload -> jwk(payload).remove("crv")),
                bent("P-256 with the same number twice", 400, payload -> {
                    jwk(payload).put("kty", "EC");
                    jwk(payload).put("crv", "P-256");
                    jwk(payload).put("y", jwk(payload).get("x"));
                }),
                bent("jwk as text", 400, payload -> payload.put("jwk", "Ed25519")),
                bent("no jwk", 400, payload -> payload.remove("jwk")),
                bent("another's key", 401, payload -> payload.put("jwk", keyOfSomebodyElse())),
                bent("origin of another site", 401, payload -> payload.put("origin", "https://evil.example")),
                // The root decides: these do not fit, and are only asked whether they are fresh.
                bent("an older version of the root", 409, payload -> payload.put("n", 0)),
                bent("a later version of the root", 409, payload -> payload.put("n", 7)),
                bent("another root", 409, payload -> payload.put("root", Envelope.base64Url(new byte[16]))),
                bent("another realm", 409, payload -> payload.put("iss", "http://localhost/realms/master")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bentPayloads")
    void noOtherVersionOrAlgorithmIsSpoken(String how, int status, Consumer<Map<String, Object>> bend) {
        Map<String, Object> payload = Envelope.payload(agent.agent().step());
        bend.accept(payload);

        // Signed and MACed by the device itself, so that nothing but the bent member can be the reason.
        assertThat(agent.exchange(agent.agent().envelope("step", payload)).status())
                .isEqualTo(status);
    }

    @Test
    void aMemberThatNamesAnotherAlgorithmIsNotHeard() {
        Map<String, Object> payload = Envelope.payload(agent.agent().step());
        jwk(payload).put("alg", "none");
        jwk(payload).put("use", "enc");
        byte[] unsigned = Envelope.bend(
                agent.agent().envelope("step", payload),
                message -> message.put("sig", Envelope.base64Url(new byte[64])));

        assertThat(agent.exchange(unsigned).status()).isEqualTo(401);
    }

    @Test
    void aSignatureByAnotherAlgorithmIsNotTheDevices() throws GeneralSecurityException {
        KeyPair p256 = p256();
        Map<String, Object> payload = Envelope.payload(agent.agent().step());

        assertThat(agent.exchange(signedBy(p256, agent.agent().envelope("step", payload)))
                        .status())
                .isEqualTo(401);
    }

    /** A key of the other kind makes another device; it has no part in the root of this one. */
    @Test
    void anotherAlgorithmMakesAnotherDevice() throws GeneralSecurityException {
        KeyPair p256 = p256();
        Map<String, Object> payload = Envelope.payload(agent.agent().step());
        payload.put("jwk", jwkOf(p256));

        Reply reply = agent.exchange(signedBy(p256, agent.agent().envelope("step", payload)));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(HttpAgent.payload(reply).path("held").asText()).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("swaps")
    void aMessageForOnePurposeIsNoneForAnother(String name, String from, String to) {
        byte[] challenge = challenge();
        byte[] message = switch (from) {
            case "enrol" -> agent.agent().enrol(challenge, false);
            case "conflict" -> agent.agent().conflict(challenge);
            default -> agent.agent().envelope("step", withChallenge(challenge));
        };

        assertThat(agent.exchange(Envelope.bend(message, members -> members.put("purpose", to)))
                        .status())
                .isEqualTo(401);
    }

    static Stream<Arguments> swaps() {
        String[] purposes = {"step", "enrol", "conflict"};
        return Arrays.stream(purposes)
                .flatMap(from -> Arrays.stream(purposes)
                        .filter(to -> !to.equals(from))
                        .map(to -> Arguments.of(from + " as " + to, from, to)));
    }

    /** A challenge as the gateway gives it to a message of this device that does not fit. */
    private byte[] challenge() {
        Map<String, Object> payload = Envelope.payload(agent.agent().step());
        payload.put("n", 7);
        Reply challenged = agent.exchange(agent.agent().envelope("step", payload));
        assertThat(challenged.status()).isEqualTo(409);
        return HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
    }

    private Map<String, Object> withChallenge(byte[] challenge) {
        Map<String, Object> payload = Envelope.payload(agent.agent().step());
        payload.put("challenge", Envelope.base64Url(challenge));
        return payload;
    }

    private static Arguments bent(String how, int status, Consumer<Map<String, Object>> bend) {
        return Arguments.of(how, status, bend);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> jwk(Map<String, Object> payload) {
        return (Map<String, Object>) payload.get("jwk");
    }

    private static Object keyOfSomebodyElse() {
        Origin anywhere = new Origin("https://app.example");
        return Envelope.payload(new SimulatedAgent(anywhere, "/relock/").step()).get("jwk");
    }

    private static KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Map<String, Object> jwkOf(KeyPair pair) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", coordinate(key.getW().getAffineX().toByteArray()));
        jwk.put("y", coordinate(key.getW().getAffineY().toByteArray()));
        return jwk;
    }

    private static String coordinate(byte[] number) {
        byte[] coordinate = new byte[32];
        int length = Math.min(number.length, coordinate.length);
        System.arraycopy(number, number.length - length, coordinate, coordinate.length - length, length);
        return Envelope.base64Url(coordinate);
    }

    private static byte[] signedBy(KeyPair pair, byte[] message) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update("relock/1 step\0".getBytes(StandardCharsets.UTF_8));
        signer.update(Envelope.payloadBytes(message));
        byte[] signed = signer.sign();
        return Envelope.bend(message, members -> members.put("sig", Envelope.base64Url(signed)));
    }
}
