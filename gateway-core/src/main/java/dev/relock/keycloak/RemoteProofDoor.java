package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.device.Ratchet;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.Origin;
import dev.relock.remote.RemoteAnswer;
import dev.relock.remote.RemoteGateway;
import dev.relock.statement.Confirmation;
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Lets proofs in that another gateway has verified. What it tells of a device is kept beside the bindings, which are ours. */
final class RemoteProofDoor implements Proofs {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ROOT_BYTES = 32;

    private final RealmContext context;
    private final RemoteGateway remote;
    /** For what needs no key. */
    private final ProofDoor local;

    RemoteProofDoor(RealmContext context, RemoteGateway remote) {
        this.context = context;
        this.remote = remote;
        this.local = new ProofDoor(context);
    }

    @Override
    public Verification verify(DeviceProof proof, TokenContext tokenContext, Optional<Origin> requestOrigin) {
        return ask(
                proof,
                List.of(tokenContext),
                confirmed -> local.mayAsk(confirmed.origin(), requestOrigin)
                        ? Optional.empty()
                        : Optional.of(Refusal.ORIGIN));
    }

    @Override
    public Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin) {
        Optional<Origin> origin = requestOrigin.or(context.origins()::keycloak);
        List<TokenContext> acceptable =
                origin.map(new EndpointTokens(context, use)::acceptable).orElse(List.of());
        if (acceptable.isEmpty()) {
            return new Refused(Refusal.UNBOUND);
        }
        return ask(
                proof,
                acceptable,
                confirmed -> local.mayAsk(confirmed.origin(), origin) && local.isOf(use.client(), confirmed.origin())
                        ? Optional.empty()
                        : Optional.of(Refusal.ORIGIN));
    }

    @Override
    public Verification verifyInLogin(DeviceProof proof, TokenContext tokenContext) {
        return ask(proof, List.of(tokenContext), confirmed -> {
            if (!context.isKeycloakOrigin(confirmed.origin())) {
                return Optional.of(Refusal.ORIGIN);
            }
            return confirmed.epochAge() > ProofDoor.LOGIN_EPOCH_AGE ? Optional.of(Refusal.EXPIRED) : Optional.empty();
        });
    }

    @Override
    public Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt) {
        return local.recall(deviceId, epochId, provenAt);
    }

    private interface Requirement {
        Optional<Refusal> check(Confirmation confirmed);
    }

    /** A token that is not good for one context was not spent: it may be asked about the next. */
    private Verification ask(DeviceProof proof, List<TokenContext> contexts, Requirement requirement) {
        Refusal refusal = Refusal.MAC;
        for (TokenContext asked : contexts) {
            RemoteAnswer answer = remote.confirm(proof, asked, context.issuer(), context.now());
            if (answer instanceof RemoteAnswer.Confirmed confirmed) {
                Optional<Refusal> unmet = requirement.check(confirmed.confirmation());
                return unmet.isPresent() ? new Refused(unmet.get()) : remember(confirmed.confirmation());
            }
            refusal = ((RemoteAnswer.Refused) answer).refusal();
            if (refusal != Refusal.MAC) {
                break;
            }
        }
        return new Refused(refusal);
    }

    private Verification remember(Confirmation confirmed) {
        try {
            DeviceIdentity identity = new DeviceIdentity(
                    context.realm().getId(),
                    confirmed.device().value(),
                    confirmed.publicKey(),
                    remote.issuer(),
                    confirmed.origin().value());
            DeviceStore devices = context.devices();
            Optional<DeviceState> held = devices.get(identity.key());
            if (held.isEmpty() && !devices.isFull()) {
                devices.create(
                        DeviceState.resume(identity, chain(confirmed), List.of(), confirmed.session(), null, ""));
            } else if (held.isPresent() && !held.get().identity().equals(identity)) {
                return new Refused(Refusal.ORIGIN);
            }
            devices.update(
                    identity.key(), state -> isOf(confirmed, state) ? state : state.withRatchet(chain(confirmed), ""));
            return local.recall(confirmed.device().value(), confirmed.epochId(), context.now())
                    .<Verification>map(Proven::new)
                    .orElseGet(() -> new Refused(Refusal.ENDED));
        } catch (StoreUnavailableException e) {
            LOG.warnf("A proof could not be noted: %s", e.getMessage());
            return new Refused(Refusal.UNAVAILABLE);
        }
    }

    private static boolean isOf(Confirmation confirmed, DeviceState state) {
        return state.ratchet().version() == confirmed.version()
                && state.ratchet().lineage().equals(confirmed.lineage());
    }

    /** Where the chain stands, as told; its root stays where it was made, and nothing can be continued from this one. */
    private static Ratchet chain(Confirmation confirmed) {
        byte[] nobodys = new byte[ROOT_BYTES];
        RANDOM.nextBytes(nobodys);
        return new Ratchet(confirmed.lineage(), confirmed.version(), nobodys, null);
    }
}
