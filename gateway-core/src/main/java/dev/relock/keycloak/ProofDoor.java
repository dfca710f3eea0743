package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;

/** Lets proofs in: what is asked of them at the endpoints, and in a login. */
final class ProofDoor {
    private static final Logger LOG = Logger.getLogger("relock");
    /** A login needs an epoch younger than this, seconds. */
    private static final long LOGIN_EPOCH_AGE = 600;

    private final RealmContext context;

    ProofDoor(RealmContext context) {
        this.context = context;
    }

    Verification verify(DeviceProof proof, TokenContext tokenContext, Optional<Origin> requestOrigin) {
        return verify(
                proof,
                epoch -> List.of(tokenContext),
                epoch -> mayAsk(epoch.identity().origin(), requestOrigin)
                        ? Optional.empty()
                        : Optional.of(Refusal.ORIGIN));
    }

    Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin) {
        EndpointTokens tokens = new EndpointTokens(context, use);
        return verify(proof, epoch -> tokens.acceptable(epoch.identity().origin()), epoch -> {
            Origin origin = epoch.identity().origin();
            if (!mayAsk(origin, requestOrigin) || !isOf(use.client(), origin)) {
                return Optional.of(Refusal.ORIGIN);
            }
            return tokens.acceptable(origin).isEmpty() ? Optional.of(Refusal.UNBOUND) : Optional.empty();
        });
    }

    private boolean mayAsk(Origin origin, Optional<Origin> requestOrigin) {
        boolean fits = requestOrigin.isEmpty() || requestOrigin.get().equals(origin);
        return fits && context.allows(origin);
    }

    /** Before the token is spent: no client uses up the proofs of another one. */
    private boolean isOf(Optional<ClientModel> client, Origin origin) {
        return client.map(asking -> context.origins().belongsTo(asking, origin)).orElse(true);
    }

    Verification verifyInLogin(DeviceProof proof, TokenContext tokenContext) {
        return verify(proof, epoch -> List.of(tokenContext), epoch -> {
            if (!context.isKeycloakOrigin(epoch.identity().origin())) {
                return Optional.of(Refusal.ORIGIN);
            }
            return context.now() - epoch.openedAt() > LOGIN_EPOCH_AGE ? Optional.of(Refusal.EXPIRED) : Optional.empty();
        });
    }

    private Verification verify(
            DeviceProof proof, ProofVerifier.Contexts contexts, ProofVerifier.Requirement requirement) {
        Verification verification = context.stopwatch().verification(() -> check(proof, contexts, requirement));
        if (verification instanceof Verification.Refused refused && refused.refusal() == Refusal.REPLAYED) {
            // The session was under the MAC of the token, so it is the device's own.
            context.events().replayed(proof.deviceId());
        }
        return verification;
    }

    private Verification check(
            DeviceProof proof, ProofVerifier.Contexts contexts, ProofVerifier.Requirement requirement) {
        try {
            return verifier().verify(proof, contexts, requirement, context.now());
        } catch (StoreUnavailableException e) {
            LOG.warnf("A proof could not be verified: %s", e.getMessage());
            return new Verification.Refused(Refusal.UNAVAILABLE);
        }
    }

    /** A device that has proven itself earlier, as its state is now; empty when it has ended. */
    Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt) {
        try {
            return verifier().recall(DeviceId.parse(deviceId), epochId, provenAt);
        } catch (MalformedException | StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private ProofVerifier verifier() {
        return new ProofVerifier(
                context.realm().getId(), context.origins().keycloak(), context.devices(), context.epochs());
    }
}
