package dev.relock.flow.device;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustState;
import dev.relock.flow.claims.SignInNotes;
import dev.relock.flow.event.LoginEvents;
import dev.relock.flow.evidence.EvidenceNotes;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.execution.Execution;
import dev.relock.flow.placement.IgnoredAlternatives;
import dev.relock.flow.proof.InlineProof;
import dev.relock.flow.remember.RememberedSignIn;
import dev.relock.flow.stepup.RequestedStepUp;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.owner.RelockDeviceCredential;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowCallback;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Obtains the proof of the browser's key and notes what it has shown. */
final class RelockDeviceAuthenticator implements Execution, AuthenticationFlowCallback {
    private static final String LOGIN = "relock.login";

    private final KeycloakSession session;

    RelockDeviceAuthenticator(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (IgnoredAlternatives.refused(context)) {
            return;
        }
        Optional<DeviceEvidence> evidence =
                LoginEvidence.of(context).filter(LoginEvidence::isFresh).or(() -> inline(context));
        if (evidence.isEmpty() && DevicePage.mayAsk(context)) {
            LoginEvents.noteRefusal(context);
            DevicePage.show(context);
        } else {
            conclude(context, evidence);
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> evidence = DevicePage.answer(context);
        evidence.ifPresent(proven -> note(context, proven));
        conclude(context, evidence);
    }

    /** Tells the event of a request that may be the last of the login. */
    @Override
    public void onParentFlowSuccess(AuthenticationFlowContext context) {
        LoginEvents.tell(context);
    }

    /** The sign-in is complete but for required actions: the one moment at which the device has been used. */
    @Override
    public void onTopFlowSuccess(AuthenticationFlowModel topFlow) {
        AuthenticationSessionModel login = session.getAttribute(LOGIN, AuthenticationSessionModel.class);
        if (login == null) {
            login = session.getContext().getAuthenticationSession();
        }
        if (login != null) {
            complete(login);
        }
    }

    private void complete(AuthenticationSessionModel login) {
        UserModel user = login.getAuthenticatedUser();
        Optional<DeviceEvidence> evidence = LoginEvidence.of(session, login);
        LoginGateway gateway = LoginGateway.of(session);
        TrustState state = gateway.trust(evidence, user);
        SignInNotes.write(login, evidence, state);
        boolean signedIn = !AuthenticatorUtil.isSSOAuthentication(login);
        if (signedIn) {
            new SessionNotes(session, login).write(evidence, state);
        }
        if (state == TrustState.TRUSTED) {
            gateway.used(evidence.orElseThrow(), user, signedIn && !RememberedSignIn.is(login));
        } else {
            PossessionReference.withdraw(login);
        }
    }

    private Optional<DeviceEvidence> inline(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> evidence = InlineProof.of(context)
                .flatMap(proof -> LoginGateway.of(session).prove(proof, InlineProof.context(context)));
        evidence.ifPresent(proven -> note(context, proven));
        return evidence;
    }

    private static void note(AuthenticationFlowContext context, DeviceEvidence proven) {
        EvidenceNotes.of(context.getAuthenticationSession())
                .write(proven, context.getExecution().getId());
    }

    private void conclude(AuthenticationFlowContext context, Optional<DeviceEvidence> evidence) {
        LoginGateway gateway = LoginGateway.of(session);
        TrustState state = gateway.trust(evidence, context.getUser());
        LoginEvents.tell(context, evidence, state);
        awaitCompletion(context.getAuthenticationSession());
        if (RelockDeviceConfig.of(context).untrusted() == Untrusted.DENY
                && !gateway.onlyReports()
                && !isAdmitted(context, evidence, state)) {
            Refusal.of(context);
        } else if (Placement.replacesAnotherWay(context) && !isEnough(context, state)) {
            context.attempted();
        } else if (state == TrustState.TRUSTED && gateway.counts()) {
            // So that Keycloak's own condition on credentials sees which one was used.
            context.success(RelockDeviceCredential.TYPE);
        } else {
            context.success();
        }
    }

    private static boolean isEnough(AuthenticationFlowContext context, TrustState state) {
        if (state != TrustState.TRUSTED) {
            return false;
        }
        Optional<StepUp.Reason> demanded = RequestedStepUp.forbidsTrust(context);
        demanded.ifPresent(reason -> LoginEvents.tellStepUp(context, reason));
        return demanded.isEmpty() && LoginGateway.of(context.getSession()).counts();
    }

    private static boolean isAdmitted(
            AuthenticationFlowContext context, Optional<DeviceEvidence> evidence, TrustState state) {
        if (context.getUser() != null) {
            return state == TrustState.TRUSTED;
        }
        if (Discretion.isDue(context)) {
            // Nobody is named because there is no such account: no other answer than for one that exists.
            return false;
        }
        return evidence.filter(
                        proven -> proven.keycloakOrigin() && !proven.owners().isEmpty())
                .isPresent();
    }

    // Keycloak calls back on its own only for executions in a sub-flow.
    private void awaitCompletion(AuthenticationSessionModel login) {
        AuthenticatorUtil.setAuthCallbacksFactoryIds(login, RelockDeviceAuthenticatorFactory.ID);
        session.setAttribute(LOGIN, login);
    }
}
