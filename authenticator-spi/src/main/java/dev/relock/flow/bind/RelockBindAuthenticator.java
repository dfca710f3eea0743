package dev.relock.flow.bind;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.flow.event.LoginEvents;
import dev.relock.flow.evidence.EvidenceNotes;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.evidence.NotedEvidence;
import dev.relock.flow.placement.IgnoredAlternatives;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.SignInPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Makes the user who has just passed a second factor an owner of this browser. Whatever is missing, the login goes on. */
final class RelockBindAuthenticator implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (IgnoredAlternatives.refused(context)) {
            return;
        }
        Optional<TrustPolicy> policy = policy(context);
        if (policy.isPresent() && isOfUse(context)) {
            BindPage.show(context, Duration.ofSeconds(policy.get().lifetime()));
        } else {
            context.success();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> fresh = BindPage.answer(context);
        if (fresh.isPresent() && isOwner(context)) {
            bind(context, fresh.get());
        }
        LoginEvents.tell(context);
        context.success();
    }

    private static boolean isOfUse(AuthenticationFlowContext context) {
        return noted(context).isPresent()
                && Candidate.mayOwn(
                        LoginGateway.of(context.getSession()).trust(LoginEvidence.of(context), context.getUser()))
                && isOwner(context);
    }

    private static boolean isOwner(AuthenticationFlowContext context) {
        List<String> own = RelockBindConfig.of(context).factors();
        return Candidate.isOwner(
                context,
                own.isEmpty()
                        ? LoginGateway.of(context.getSession())
                                .signInPolicy()
                                .map(SignInPolicy::bindFactors)
                                .orElse(List.of())
                        : own);
    }

    /** The realm's, but for what this execution overrides. */
    private static Optional<TrustPolicy> policy(AuthenticationFlowContext context) {
        return LoginGateway.of(context.getSession())
                .policy()
                .map(policy -> policy.lasting(RelockBindConfig.of(context).lifetime(policy.lifetime())));
    }

    private static void bind(AuthenticationFlowContext context, DeviceEvidence fresh) {
        LoginGateway gateway = LoginGateway.of(context.getSession());
        TrustState state = gateway.trust(Optional.of(fresh), context.getUser());
        if (isTheNotedDevice(context, fresh)
                && state != TrustState.UNPROVEN
                && Candidate.mayOwn(state)
                && policy(context)
                        .filter(policy -> gateway.bind(fresh, context.getUser(), policy))
                        .isPresent()) {
            EvidenceNotes.of(context.getAuthenticationSession())
                    .write(fresh, context.getExecution().getId());
            // Should the owner take the trust back, this session ends with it.
            context.getAuthenticationSession()
                    .setUserSessionNote(RelockGateway.BOUND_NOTE, fresh.device().value());
            context.getEvent().detail(LoginEvents.BOUND, "true");
        }
    }

    /** The browser that answers must be the one which began this login, not another that was handed the page. */
    private static boolean isTheNotedDevice(AuthenticationFlowContext context, DeviceEvidence fresh) {
        return noted(context)
                .filter(noted -> noted.deviceId().equals(fresh.device().value()))
                .isPresent();
    }

    private static Optional<NotedEvidence> noted(AuthenticationFlowContext context) {
        return EvidenceNotes.of(context.getAuthenticationSession()).read();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // Needs nothing set up.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
