package dev.relock.decision;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.device.DeviceIdentity;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.Origin;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.credential.CredentialModel;

/** One row of the table, played with the real handshake, verifier and decision over stores in memory. */
final class PureWorld {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TokenContext LOGIN = TokenContext.loginForm("demo", "client", "tab");
    private static final String USER = "the user";
    private static final String OTHER = "another user";
    /** As the account was when the browser became trusted, and is now, unless a row bends what is stored of it. */
    private static final Circumstances ACCOUNT =
            new Circumstances("password/1", Set.of("authenticator"), "mail", 0, "7f0000");
    /** A login needs an epoch younger than this, seconds. */
    private static final long LOGIN_EPOCH_AGE = 600;

    private final DecisionCase played;
    private final SimulatedGateway gateway = new SimulatedGateway();
    private SimulatedAgent agent = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");

    PureWorld(DecisionCase played) {
        this.played = played;
    }

    /** What came of the proof and of the decision. */
    record Result(Optional<Refusal> refusal, TrustState state, Optional<StepUp.Reason> stepUp) {}

    Result play() {
        gateway.enrol(agent);
        Optional<OwnerBinding> binding = own();
        befall();
        Optional<Verification> verification = prove();
        Optional<Refusal> refusal =
                verification.filter(Refused.class::isInstance).map(refused -> ((Refused) refused).refusal());
        Optional<DeviceEvidence> evidence =
                verification.filter(Proven.class::isInstance).map(proven -> aged(((Proven) proven).evidence()));
        TrustState state =
                TrustDecision.decide(evidence, evidence.flatMap(proven -> binding), ACCOUNT, policy(), gateway.now);
        return new Result(refusal, state, state == TrustState.TRUSTED ? demand().forbids(limits()) : Optional.empty());
    }

    private Optional<OwnerBinding> own() {
        DeviceEvidence owned = ((Proven) gateway.verify(SimulatedGateway.proof(agent, LOGIN), LOGIN)).evidence();
        switch (played.ownership()) {
            case THIS_USER -> owner(USER);
            case TWO_USERS -> {
                owner(OTHER);
                owner(USER);
            }
            case OTHERS -> owner(OTHER);
            case THIS_USER_OWNS_ANOTHER -> {
                owner(USER);
                agent = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");
                gateway.enrol(agent);
            }
            case NOBODY -> {
                // As it is.
            }
        }
        return played.ownership().isBound() ? stored(owned) : Optional.empty();
    }

    private void owner(String user) {
        gateway.devices().update(key(), state -> state.withOwner(user));
    }

    private String key() {
        return DeviceIdentity.key(SimulatedGateway.REALM, agent.deviceId());
    }

    /** By way of the stored form, which a row bends. */
    private Optional<OwnerBinding> stored(DeviceEvidence owned) {
        CredentialModel credential = new CredentialModel();
        RelockDeviceCredential.write(
                new OwnerBinding(
                        null,
                        USER,
                        owned.device(),
                        owned.publicKey(),
                        owned.issuer(),
                        owned.origin().value(),
                        Assurance.MFA,
                        "",
                        owned.lineage(),
                        owned.version(),
                        "label",
                        gateway.now - 86_400,
                        gateway.now - 60,
                        gateway.now - 60,
                        gateway.now + 86_400,
                        ACCOUNT),
                credential);
        try {
            Map<String, Object> data =
                    JSON.readValue(credential.getCredentialData(), new TypeReference<HashMap<String, Object>>() {});
            played.bend(data, gateway.now);
            credential.setCredentialData(JSON.writeValueAsString(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RelockDeviceCredential.read(USER, credential);
    }

    private void befall() {
        switch (played.fate()) {
            case RESTARTED -> {
                gateway.loseCaches();
                agent.restart();
                Challenged challenged = (Challenged) gateway.send(agent.step(), null);
                SimulatedGateway.take(agent, (Accepted) gateway.send(agent.enrol(challenged.challenge(), true), null));
            }
            case COLLIDED -> {
                SimulatedAgent copy = agent.copy();
                gateway.step(agent);
                gateway.step(agent);
                Challenged challenged = (Challenged) gateway.send(copy.step(), null);
                gateway.send(copy.conflict(challenged.challenge()), null);
            }
            case CLEARED -> gateway.devices().update(key(), state -> state.end("cleared"));
            case FORGOTTEN_BY_THE_CACHE -> gateway.loseCaches();
            case ALIVE -> gateway.step(agent);
        }
    }

    private Optional<Verification> prove() {
        byte[] token = agent.token(LOGIN);
        byte[] forged = token.clone();
        forged[forged.length - 1] ^= 1;
        byte[] elsewhere = token.clone();
        elsewhere[0] ^= 1;
        return switch (played.proof()) {
            case NONE, MALFORMED -> Optional.empty();
            case GOOD, STALE, FROM_THE_FUTURE, SKEWED -> verify(token, agent.sign(token));
            case REPLAYED -> {
                verify(token, agent.sign(token));
                yield verify(token, agent.sign(token));
            }
            case OF_ANOTHER_LOGIN -> verify(TokenContext.loginForm("demo", "client", "other tab"));
            case OF_ANOTHER_CLIENT -> verify(TokenContext.loginForm("demo", "other client", "tab"));
            case OF_NO_LOGIN -> verify(TokenContext.none());
            case FORGED_TOKEN -> verify(forged, agent.sign(forged));
            case FORGED_SIGNATURE -> verify(token, new byte[64]);
            case SIGNATURE_OF_ANOTHER_TOKEN -> verify(token, agent.sign(agent.token(LOGIN)));
            case SESSION_OF_ANOTHER_DEVICE -> {
                SimulatedAgent other = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");
                gateway.enrol(other);
                yield verify(SimulatedGateway.proof(token, agent.sign(token), other.session()));
            }
            case UNKNOWN_SESSION -> verify(SimulatedGateway.proof(token, agent.sign(token), "00".repeat(48)));
            case UNKNOWN_EPOCH -> verify(elsewhere, agent.sign(elsewhere));
            case OF_A_CLOSED_TAB -> {
                gateway.epochs.lose();
                yield verify(token, agent.sign(token));
            }
            case OF_AN_OLD_PAGE -> {
                gateway.now += LOGIN_EPOCH_AGE + 1;
                yield verify(token, agent.sign(token));
            }
            case OF_AN_APPLICATION -> {
                agent = new SimulatedAgent(new Origin("https://app.example.org"), "/relock/");
                gateway.enrol(agent);
                yield verify(LOGIN);
            }
            case OF_ANOTHER_REALM -> {
                agent = new SimulatedAgent(SimulatedGateway.ORIGIN, "/relock/");
                new SimulatedGateway().enrol(agent);
                yield verify(LOGIN);
            }
            case STORE_FAILS -> failing(SimulatedGateway.proof(agent, LOGIN));
        };
    }

    private Optional<Verification> verify(TokenContext madeFor) {
        return verify(SimulatedGateway.proof(agent, madeFor));
    }

    private Optional<Verification> verify(byte[] token, byte[] signature) {
        return verify(SimulatedGateway.proof(token, signature, agent.session()));
    }

    private Optional<Verification> verify(DeviceProof proof) {
        return Optional.of(new ProofVerifier(
                        SimulatedGateway.REALM, Optional.of(SimulatedGateway.ORIGIN), gateway.devices(), gateway.epochs)
                .verify(
                        proof,
                        LOGIN,
                        epoch -> {
                            if (!epoch.identity().origin().equals(SimulatedGateway.ORIGIN)) {
                                return Optional.of(Refusal.ORIGIN);
                            }
                            return gateway.now - epoch.openedAt() > LOGIN_EPOCH_AGE
                                    ? Optional.of(Refusal.EXPIRED)
                                    : Optional.empty();
                        },
                        gateway.now));
    }

    /** What the gateway makes of a store that does not answer. */
    private Optional<Verification> failing(DeviceProof proof) {
        @SuppressWarnings("unchecked")
        Store<Epoch> broken = (Store<Epoch>) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    throw new StoreUnavailableException("gone", null);
                });
        try {
            return Optional.of(new ProofVerifier(
                            SimulatedGateway.REALM, Optional.of(SimulatedGateway.ORIGIN), gateway.devices(), broken)
                    .verify(proof, LOGIN, epoch -> Optional.empty(), gateway.now));
        } catch (StoreUnavailableException e) {
            return Optional.of(new Refused(Refusal.UNAVAILABLE));
        }
    }

    private DeviceEvidence aged(DeviceEvidence evidence) {
        long shift = switch (played.proof()) {
            case STALE -> -TrustPolicy.EVIDENCE_LIFETIME - 1;
            case FROM_THE_FUTURE -> TrustPolicy.CLOCK_SKEW + 1;
            case SKEWED -> TrustPolicy.CLOCK_SKEW;
            default -> 0;
        };
        return new DeviceEvidence(
                evidence.device(),
                evidence.publicKey(),
                evidence.issuer(),
                evidence.origin(),
                evidence.keycloakOrigin(),
                evidence.lineage(),
                evidence.version(),
                evidence.epochId(),
                evidence.session(),
                evidence.owners(),
                evidence.provenAt() + shift);
    }

    private TrustPolicy policy() {
        return new TrustPolicy(
                86_400,
                Long.parseLong(setting("relock.trustIdleLifetime", "0")),
                10,
                Assurance.MFA,
                Boolean.parseBoolean(setting("relock.enabled", "true")),
                played.demand() != DecisionCase.Demand.SENSITIVE_SCOPE,
                false,
                Boolean.parseBoolean(setting("relock.sameNetwork", "false")),
                new Endings(
                        Endings.Password.valueOf(
                                setting("relock.endOnPassword", "reset").toUpperCase(Locale.ROOT)),
                        Boolean.parseBoolean(setting("relock.endOnFactor", "true")),
                        Boolean.parseBoolean(setting("relock.endOnEmail", "false")),
                        Boolean.parseBoolean(setting("relock.endOnSignOut", "false"))));
    }

    private String setting(String attribute, String byDefault) {
        return played.settings().getOrDefault(attribute, byDefault);
    }

    private StepUp demand() {
        return switch (played.demand()) {
            case NOTHING, SENSITIVE_SCOPE -> StepUp.NOTHING;
            case LEVEL_1 -> new StepUp(1, false, StepUp.NONE, false);
            case LEVEL_2 -> new StepUp(2, false, StepUp.NONE, false);
            case SIGN_IN_AGAIN -> new StepUp(StepUp.NONE, false, StepUp.NONE, true);
        };
    }

    private StepUp.Limits limits() {
        return new StepUp.Limits(
                Integer.parseInt(setting("relock.trustLevel", "1")),
                Boolean.parseBoolean(setting("relock.trustReauthentication", "false")));
    }
}
