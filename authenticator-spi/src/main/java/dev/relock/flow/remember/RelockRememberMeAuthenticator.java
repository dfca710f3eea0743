package dev.relock.flow.remember;

import dev.relock.decision.DeviceEvidence;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.execution.Execution;
import dev.relock.flow.execution.ExecutionConfig;
import dev.relock.flow.known.KnownOwner;
import dev.relock.flow.known.NotYou;
import dev.relock.flow.stepup.RequestedStepUp;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.SignInPolicy;
import dev.relock.owner.OwnerBinding;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Signs the owner of a trusted browser in without a password, as long as the policy allows. */
final class RelockRememberMeAuthenticator implements Execution {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        RememberedSignIn.forget(context.getAuthenticationSession());
        Optional<DeviceEvidence> evidence = LoginEvidence.of(context).filter(LoginEvidence::isFresh);
        Optional<UserModel> remembered = evidence.flatMap(proven -> remembered(context, proven));
        if (remembered.isEmpty()) {
            context.attempted();
        } else if (config(context).unlessFalse(RelockRememberMeSettings.CONFIRM)) {
            RememberedPage.show(context, remembered.get());
        } else {
            signIn(context, evidence.get(), remembered.get());
        }
    }

    /** Decides anew: with the proof that the page brought, and the owner as he is now. */
    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> fresh = RememberedPage.answer(context);
        Optional<UserModel> remembered = fresh.flatMap(proven -> remembered(context, proven))
                .filter(user -> RememberedPage.named(context, user));
        if (remembered.isPresent()) {
            signIn(context, fresh.get(), remembered.get());
        } else {
            NotYou.nameNobodyAgain(context.getAuthenticationSession());
            context.attempted();
        }
    }

    private static void signIn(AuthenticationFlowContext context, DeviceEvidence evidence, UserModel user) {
        long signedInAt = LoginGateway.of(context.getSession())
                .binding(evidence, user)
                .map(OwnerBinding::signedInAt)
                .orElseThrow();
        RememberedSignIn.begin(context, user, signedInAt);
    }

    private static Optional<UserModel> remembered(AuthenticationFlowContext context, DeviceEvidence evidence) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (context.getUser() != null || !NotYou.mayName(login) || RequestedStepUp.isLevelTooHigh(context)) {
            return Optional.empty();
        }
        LoginGateway gateway = LoginGateway.of(context.getSession());
        RememberRule rule = new RememberRule(maxAge(context), AskedOfSignIn.maxAge(login), AskedOfSignIn.fresh(login));
        return KnownOwner.of(context, evidence)
                .filter(owner -> AuthenticatorUtils.getDisabledByBruteForceEventError(context, owner) == null)
                .filter(owner -> gateway.binding(evidence, owner)
                        .filter(binding -> rule.allows(binding.signedInAt(), Time.currentTimeSeconds()))
                        .isPresent());
    }

    private static long maxAge(AuthenticationFlowContext context) {
        return config(context)
                .seconds(RelockRememberMeSettings.MAX_AGE)
                .orElseGet(() -> LoginGateway.of(context.getSession())
                        .signInPolicy()
                        .map(SignInPolicy::rememberMe)
                        .orElse(0L));
    }

    private static ExecutionConfig config(AuthenticationFlowContext context) {
        return ExecutionConfig.of(context);
    }
}
