package dev.relock.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceIdentity;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.token.TokenContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofVerifierTest {
    private static final TokenContext NONE = TokenContext.none();

    private final SimulatedGateway gateway = new SimulatedGateway();
    private final SimulatedAgent agent = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");

    @BeforeEach
    void enrol() {
        gateway.enrol(agent);
    }

    private Refusal refusal(DeviceProof proof, TokenContext context) {
        return gateway.verify(proof, context) instanceof Refused refused ? refused.refusal() : null;
    }

    private DeviceProof bent(int bit, byte[] token, byte[] signature) {
        byte[] bentToken = token.clone();
        byte[] bentSignature = signature.clone();
        byte[] target = bit < token.length * 8 ? bentToken : bentSignature;
        int at = bit < token.length * 8 ? bit : bit - token.length * 8;
        target[at / 8] ^= (byte) (1 << (at % 8));
        return SimulatedGateway.proof(bentToken, bentSignature, agent.session());
    }

    @Test
    void aProofCountsOnceHoweverOftenItIsSent() {
        DeviceProof proof = SimulatedGateway.proof(agent, NONE);
        assertThat(gateway.verify(proof, NONE)).isInstanceOf(Proven.class);
        assertThat(refusal(proof, NONE)).isEqualTo(Refusal.REPLAYED);
    }

    @Test
    void aProofReplayedFromEightThreadsCountsOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                DeviceProof proof = SimulatedGateway.proof(agent, NONE);
                List<Callable<Verification>> replays = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    replays.add(() -> gateway.verify(proof, NONE));
                }
                int accepted = 0;
                for (Future<Verification> result : threads.invokeAll(replays)) {
                    accepted += result.get() instanceof Proven ? 1 : 0;
                }
                assertThat(accepted).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tokensMayArriveOutOfOrderWithinTheWindow() {
        List<DeviceProof> proofs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            proofs.add(SimulatedGateway.proof(agent, NONE));
        }
        for (int i = proofs.size() - 1; i >= 0; i--) {
            assertThat(gateway.verify(proofs.get(i), NONE)).isInstanceOf(Proven.class);
        }
    }

    @Test
    void noSingleBitOfAProofCanBeChanged() {
        // 5: no bit but the sign makes it an impossible counter.
        byte[] token = agent.token(5, NONE);
        byte[] signature = agent.sign(token);
        for (int bit = 0; bit < (token.length + signature.length) * 8; bit++) {
            if (bit == 8 * 8 + 7) {
                continue;
            }
            assertThat(gateway.verify(bent(bit, token, signature), NONE))
                    .as("bit %d", bit)
                    .isInstanceOf(Refused.class);
        }
        assertThat(gateway.verify(SimulatedGateway.proof(token, signature, agent.session()), NONE))
                .isInstanceOf(Proven.class);
    }

    @Test
    void aWrongSignatureDoesNotSpendTheToken() {
        byte[] token = agent.token(NONE);
        assertThat(refusal(SimulatedGateway.proof(token, new byte[64], agent.session()), NONE))
                .isEqualTo(Refusal.SIGNATURE);
        assertThat(gateway.verify(SimulatedGateway.proof(token, agent.sign(token), agent.session()), NONE))
                .isInstanceOf(Proven.class);
    }

    @Test
    void aTokenOfOneContextIsWorthlessInEveryOther() {
        List<TokenContext> contexts = List.of(
                NONE,
                TokenContext.loginForm("demo", "client", "tab"),
                TokenContext.loginForm("demo", "client", "other"),
                TokenContext.loginForm("democ", "lient", "tab"),
                TokenContext.loginPage("challenge"),
                TokenContext.bindPage("challenge"),
                TokenContext.request("GET", "https://a.example/x", TokenContext.bodyDigest(new byte[0])),
                TokenContext.request("POST", "https://a.example/x", TokenContext.bodyDigest(new byte[0])),
                TokenContext.request("GET", "https://a.example/x", TokenContext.bodyDigest(new byte[1])));
        for (TokenContext made : contexts) {
            for (TokenContext asked : contexts) {
                DeviceProof proof = SimulatedGateway.proof(agent, made);
                if (made.equals(asked)) {
                    assertThat(gateway.verify(proof, asked)).isInstanceOf(Proven.class);
                } else {
                    assertThat(refusal(proof, asked)).isEqualTo(Refusal.MAC);
                }
            }
        }
    }

    @Test
    void anUnknownSessionIs404AndAnUnknownEpochOfAKnownOne409() {
        DeviceProof proof = SimulatedGateway.proof(agent, NONE);
        gateway.epochs.lose();
        assertThat(refusal(proof, NONE)).isEqualTo(Refusal.EPOCH_UNKNOWN);
        gateway.visitors.lose();
        assertThat(refusal(proof, NONE)).isEqualTo(Refusal.SESSION_UNKNOWN);
    }

    @Test
    void theSessionOfAnotherDeviceDoesNotFit() {
        SimulatedAgent other = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");
        gateway.enrol(other);
        byte[] token = agent.token(NONE);
        assertThat(refusal(SimulatedGateway.proof(token, agent.sign(token), other.session()), NONE))
                .isEqualTo(Refusal.MAC);
    }

    @Test
    void anIdleOrOldEpochIsOver() {
        gateway.now += 901;
        assertThat(refusal(SimulatedGateway.proof(agent, NONE), NONE)).isEqualTo(Refusal.EPOCH_UNKNOWN);
        gateway.step(agent);
        for (int i = 0; i < 4; i++) {
            gateway.now += 850;
            assertThat(gateway.verify(SimulatedGateway.proof(agent, NONE), NONE))
                    .isInstanceOf(Proven.class);
        }
        gateway.now += 850;
        assertThat(refusal(SimulatedGateway.proof(agent, NONE), NONE)).isEqualTo(Refusal.EPOCH_UNKNOWN);
    }

    @Test
    void tabsDoNotDisturbEachOther() {
        byte[] early = agent.token(NONE);
        byte[] signature = agent.sign(early);
        gateway.step(agent);
        gateway.step(agent);
        assertThat(gateway.verify(SimulatedGateway.proof(early, signature, agent.session()), NONE))
                .isInstanceOf(Proven.class);
    }

    @Test
    void whatWasProvenStaysProvenWhenItsTabCloses() {
        DeviceEvidence proven = gateway.verify(SimulatedGateway.proof(agent, NONE), NONE)
                .proven()
                .orElseThrow();
        gateway.epochs.lose();
        assertThat(gateway.recall(proven)).contains(proven);
    }

    @Test
    void whatWasProvenIsNothingOnceTheDeviceHasEnded() {
        DeviceEvidence proven = gateway.verify(SimulatedGateway.proof(agent, NONE), NONE)
                .proven()
                .orElseThrow();
        gateway.devices()
                .update(DeviceIdentity.key(SimulatedGateway.REALM, proven.device()), state -> state.end("collision"));
        assertThat(gateway.recall(proven)).isEmpty();
    }

    @Test
    void anotherRealmsGatewayKnowsNothingOfTheEpoch() {
        DeviceProof proof = SimulatedGateway.proof(agent, NONE);
        Verification elsewhere = new ProofVerifier("realm-2", Optional.empty(), gateway.devices(), gateway.epochs)
                .verify(proof, NONE, epoch -> Optional.empty(), gateway.now);
        assertThat(elsewhere).isEqualTo(new Refused(Refusal.SESSION_UNKNOWN));
    }
}
