package dev.relock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.message.ExchangeMessage;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.token.TokenContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whole requests: whatever comes, what is refused changes nothing, and what is accepted makes one entry at most. */
class GatewayFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_EPOCHS = 32;

    private SimulatedGateway gateway;
    private SimulatedAgent agent;

    /** A new world for each input: when it looks for new ones, Jazzer keeps the instance. */
    private void enrol() {
        gateway = new SimulatedGateway();
        agent = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");
        gateway.enrol(agent);
    }

    /** What is stored: the devices nobody owns, those somebody owns, the epochs. */
    private List<Map<String, ?>> stored() {
        return List.of(gateway.visitors.copy(), gateway.owned.copy(), gateway.epochs.copy());
    }

    private void exchange(byte[] body, String cookie) {
        List<Map<String, ?>> before = stored();
        ExchangeOutcome outcome;
        try {
            ExchangeMessage message = ExchangeMessage.parse(body);
            if (!message.isSignedByDevice()) {
                return;
            }
            outcome = gateway.handshake().handle(message, cookie, "7f0000", gateway.now);
        } catch (MalformedException refused) {
            assertThat(stored()).isEqualTo(before);
            return;
        }
        assertThat(outcome).isNotInstanceOf(Collided.class);
        if (outcome instanceof Accepted) {
            assertThat(gateway.visitors.size() + gateway.owned.size()).isLessThanOrEqualTo(2);
            assertThat(gateway.epochs.size()).isLessThanOrEqualTo(2 * MAX_EPOCHS);
        } else {
            assertThat(stored()).isEqualTo(before);
        }
    }

    /** Any body. */
    @FuzzTest
    void anyBodyIsAnsweredAndStoresNothing(byte[] body) {
        enrol();
        List<Map<String, ?>> before = stored();
        exchange(body, null);
        assertThat(stored()).isEqualTo(before);
    }

    /**
     * The device itself is hostile: any members in place of its own, rightly signed and MACed. Besides the payload's members,
     * {@code purpose} and {@code cookie} are read.
     */
    @FuzzTest
    void anyMessageOfAHostileDeviceIsAnswered(byte[] members) throws Exception {
        JsonNode bent;
        try {
            bent = StrictJson.object("members", members);
        } catch (MalformedException e) {
            return;
        }
        enrol();
        gateway.step(agent);
        byte[] own = Encoding.fromBase64Url(
                "payload", JSON.readTree(agent.step()).get("payload").textValue());
        ObjectNode payload = (ObjectNode) JSON.readTree(own);
        String purpose = bent.path("purpose").asText("step");
        String cookie = bent.path("cookie").textValue();
        payload.setAll((ObjectNode) bent);
        payload.remove(List.of("purpose", "cookie"));
        exchange(agent.envelope(purpose, JSON.convertValue(payload, new TypeReference<>() {})), cookie);
        // What it said is no proof of a copy.
        ExchangeOutcome next = gateway.send(agent.step(), null);
        assertThat(next).isNotInstanceOf(Collided.class);
    }

    /** A proof with bytes of it replaced: position, then what to put there. */
    @FuzzTest
    void aBentProofIsRefusedAndSpendsNothing(byte[] data) throws Exception {
        enrol();
        byte[] token = agent.token(TokenContext.none());
        byte[] signature = agent.sign(token);
        byte[] all = Arrays.copyOf(token, token.length + signature.length);
        System.arraycopy(signature, 0, all, token.length, signature.length);
        byte[] bent = all.clone();
        for (int i = 0; i + 1 < data.length; i += 2) {
            bent[(data[i] & 0xff) % bent.length] ^= data[i + 1];
        }
        Map<String, ?> before = gateway.epochs.copy();
        String session = agent.session();
        boolean good;
        try {
            good = gateway.verify(proof(bent, session), TokenContext.none()) instanceof Verification.Proven;
        } catch (MalformedException e) {
            good = false;
        }
        assertThat(good).isEqualTo(Arrays.equals(bent, all));
        if (good) {
            return;
        }
        assertThat(gateway.epochs.copy()).isEqualTo(before);
        assertThat(gateway.verify(proof(all, session), TokenContext.none())).isInstanceOf(Verification.Proven.class);
    }

    private static DeviceProof proof(byte[] all, String session) throws MalformedException {
        int token = all.length - 64;
        return DeviceProof.parse(
                Encoding.hex(Arrays.copyOf(all, token)),
                Encoding.hex(Arrays.copyOfRange(all, token, all.length)),
                session);
    }

    /** Text, as a cookie jar would hold it. */
    @FuzzTest
    void anySealedCookieIsOpenedOrNone(byte[] data) {
        enrol();
        gateway.loseCaches();
        String cookie = new String(data, StandardCharsets.ISO_8859_1);
        assertThat(gateway.send(agent.step(), cookie)).isInstanceOf(ExchangeOutcome.Challenged.class);
        assertThat(gateway.visitors.size()).isZero();
    }
}
