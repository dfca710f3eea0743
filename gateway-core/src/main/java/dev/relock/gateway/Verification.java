package dev.relock.gateway;

import dev.relock.decision.DeviceEvidence;
import dev.relock.proof.Refusal;
import java.util.Optional;

/** What came of verifying a proof. */
public sealed interface Verification {
    record Proven(DeviceEvidence evidence) implements Verification {}

    record Refused(Refusal refusal) implements Verification {}

    default Optional<DeviceEvidence> proven() {
        return this instanceof Proven proof ? Optional.of(proof.evidence()) : Optional.empty();
    }
}
