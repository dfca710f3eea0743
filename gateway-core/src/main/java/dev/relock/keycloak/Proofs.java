package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import java.util.Optional;

/** Where proofs are verified: here, or at another gateway. See {@link dev.relock.gateway.RelockGateway}. */
interface Proofs {
    Verification verify(DeviceProof proof, TokenContext tokenContext, Optional<Origin> requestOrigin);

    Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin);

    Verification verifyInLogin(DeviceProof proof, TokenContext tokenContext);

    /** A device that has proven itself earlier, as its state is now; empty when it has ended. */
    Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt);
}
