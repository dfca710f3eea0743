package dev.relock.gateway;

import dev.relock.decision.TrustState;
import dev.relock.owner.OwnerBinding;
import java.util.Optional;

/**
 * How a device that has once proven itself stands to a user now.
 *
 * @param state as {@link dev.relock.decision.TrustDecision} would decide if it proved itself this moment
 * @param binding what is stored of the user's ownership, also where it no longer counts
 */
public record Standing(TrustState state, Optional<OwnerBinding> binding) {
    /** Nothing is known. */
    public static final Standing UNKNOWN = new Standing(TrustState.UNPROVEN, Optional.empty());
}
