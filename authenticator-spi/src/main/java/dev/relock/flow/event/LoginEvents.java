package dev.relock.flow.event;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.trust.LoginGateway;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The documented names in Keycloak's events, and what is told there about the browser. */
public final class LoginEvents {
    /** Detail: the trust state for this user, as {@link TrustState#id()}. */
    public static final String STATE = "relock_device_state";
    /** Detail: the proven device. */
    public static final String DEVICE = "relock_device_id";
    /** Detail: {@code true} when the user became an owner of the device in this login, or renewed it. */
    public static final String BOUND = "relock_device_bound";
    /** Error: an execution was told to refuse browsers that are not trusted. */
    public static final String UNTRUSTED = "relock_untrusted_device";
    /** Error: an execution stands where it would silence others. */
    public static final String MISPLACED = "relock_misplaced_execution";

    private LoginEvents() {}

    /** Tells the state as it is now. */
    public static void tell(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> evidence = LoginEvidence.of(context);
        tell(context, evidence, LoginGateway.of(context.getSession()).trust(evidence, context.getUser()));
    }

    /** The state is left out while nobody is named, for it is always about a user. */
    public static void tell(AuthenticationFlowContext context, Optional<DeviceEvidence> evidence, TrustState state) {
        evidence.ifPresent(
                proven -> context.getEvent().detail(DEVICE, proven.device().value()));
        if (context.getUser() != null) {
            context.getEvent().detail(STATE, state.id());
        }
    }
}
