package dev.relock.flow.event;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustState;
import dev.relock.event.EventDetail;
import dev.relock.event.EventError;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.trust.LoginGateway;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The documented names in Keycloak's events, and what is told there about the browser. */
public final class LoginEvents {
    /** Detail: the trust state for this user, as {@link TrustState#id()}. */
    public static final String STATE = EventDetail.STATE.id();
    /** Detail: the proven device. */
    public static final String DEVICE = EventDetail.DEVICE.id();
    /** Detail: {@code true} when the user became an owner of the device in this login, or renewed it. */
    public static final String BOUND = EventDetail.BOUND.id();
    /** Error: an execution was told to refuse browsers that are not trusted. */
    public static final String UNTRUSTED = EventError.UNTRUSTED.id();
    /** Error: an execution stands where it would silence others. */
    public static final String MISPLACED = EventError.MISPLACED.id();

    /** A proof may be refused in one request, and the event be that of a later one. */
    private static final String REFUSAL_NOTE = "relock.refusal";

    private static final String STEP_UP_NOTE = "relock.stepup";

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
        noteRefusal(context);
        tellNoted(context, REFUSAL_NOTE, EventDetail.REFUSAL);
        tellNoted(context, STEP_UP_NOTE, EventDetail.STEP_UP);
    }

    /** Keeps the reason, if this request brought a proof that was not accepted, until there is an event to tell it. */
    public static void noteRefusal(AuthenticationFlowContext context) {
        LoginGateway.of(context.getSession())
                .refusal()
                .ifPresent(refusal -> context.getAuthenticationSession().setAuthNote(REFUSAL_NOTE, refusal.id()));
    }

    /** Tells that trust was there and not enough. */
    public static void tellStepUp(AuthenticationFlowContext context, StepUp.Reason reason) {
        context.getAuthenticationSession().setAuthNote(STEP_UP_NOTE, reason.id());
        tellNoted(context, STEP_UP_NOTE, EventDetail.STEP_UP);
    }

    private static void tellNoted(AuthenticationFlowContext context, String note, EventDetail detail) {
        String noted = context.getAuthenticationSession().getAuthNote(note);
        if (noted != null) {
            context.getEvent().detail(detail.id(), noted);
        }
    }
}
