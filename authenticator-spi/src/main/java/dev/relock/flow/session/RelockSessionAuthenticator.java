package dev.relock.flow.session;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.flow.device.DevicePage;
import dev.relock.flow.evidence.EvidenceNotes;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.execution.Execution;
import dev.relock.flow.execution.ExecutionConfig;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.RelockGateway;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * Lets Keycloak's own cookie authenticator do its work only in the browser that signed in. What that does about forced and
 * stepped-up sign-ins stays its business.
 */
final class RelockSessionAuthenticator implements Execution {
    private static final CookieAuthenticator COOKIE = new CookieAuthenticator();

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<UserSessionModel> session = cookieSession(context);
        if (session.isEmpty()) {
            context.attempted();
        } else if (isSilent(context)) {
            silently(context, session.get());
        } else if (isGuarded(session.get()) && isEnough(context, session.get())) {
            guard(context, session.get());
        } else {
            context.attempted();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> evidence = DevicePage.answer(context);
        evidence.ifPresent(proven -> EvidenceNotes.of(context.getAuthenticationSession())
                .write(proven, context.getExecution().getId()));
        conclude(context, cookieSession(context), evidence);
    }

    private static void guard(AuthenticationFlowContext context, UserSessionModel session) {
        Optional<DeviceEvidence> evidence = LoginEvidence.of(context).filter(LoginEvidence::isFresh);
        if (evidence.isEmpty() && DevicePage.mayAsk(context)) {
            DevicePage.show(context);
        } else {
            conclude(context, Optional.of(session), evidence);
        }
    }

    /** No page can be shown, so nothing can be proven, unless the flow has seen a proof just now. */
    private static void silently(AuthenticationFlowContext context, UserSessionModel session) {
        String client = context.getAuthenticationSession().getClient().getClientId();
        if (ExecutionConfig.of(context)
                .list(RelockSessionSettings.COOKIE_CLIENTS)
                .contains(client)) {
            if (isEnough(context, session)) {
                COOKIE.authenticate(context);
            } else {
                context.attempted();
            }
        } else {
            conclude(context, Optional.of(session), LoginEvidence.of(context).filter(LoginEvidence::isFresh));
        }
    }

    private static void conclude(
            AuthenticationFlowContext context, Optional<UserSessionModel> session, Optional<DeviceEvidence> evidence) {
        boolean sameBrowser = evidence.filter(DeviceEvidence::keycloakOrigin)
                .map(proven -> proven.device().value())
                .filter(device -> session.filter(found -> device.equals(found.getNote(RelockGateway.GUARD_NOTE)))
                        .isPresent())
                .isPresent();
        if (sameBrowser && isEnough(context, session.get())) {
            COOKIE.authenticate(context);
        } else {
            context.attempted();
        }
    }

    /** A client that wants a second factor from every browser does not get a session that began without one. */
    private static boolean isEnough(AuthenticationFlowContext context, UserSessionModel session) {
        String trustedDevice = session.getNote(RelockGateway.SESSION_NOTE);
        return trustedDevice == null
                || trustedDevice.isEmpty()
                || LoginGateway.of(context.getSession())
                        .policy()
                        .filter(TrustPolicy::clientTrusts)
                        .isPresent();
    }

    private static boolean isGuarded(UserSessionModel session) {
        return session.getNote(RelockGateway.GUARD_NOTE) != null;
    }

    private static boolean isSilent(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return TokenUtil.hasPrompt(
                login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    private static Optional<UserSessionModel> cookieSession(AuthenticationFlowContext context) {
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(
                        context.getSession(), context.getRealm(), true))
                .map(AuthResult::session);
    }
}
