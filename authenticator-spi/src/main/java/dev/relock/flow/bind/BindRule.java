package dev.relock.flow.bind;

import dev.relock.decision.TrustPolicy;
import dev.relock.flow.factor.SecondFactor;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.SignInPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/**
 * What makes a browser trusted in this flow: the realm's policy, but for what the execution overrides.
 *
 * @param trust what will hold for the browser
 * @param factors which second factors will do; empty means none
 * @param byLink whether a mailed link is due beside what this login has shown
 */
record BindRule(TrustPolicy trust, List<String> factors, boolean byLink) {

    /** Empty when the realm's policy cannot be read; then no browser becomes trusted. */
    static Optional<BindRule> of(AuthenticationFlowContext context) {
        LoginGateway gateway = LoginGateway.of(context.getSession());
        return gateway.policy().flatMap(trust -> gateway.signInPolicy().map(signIn -> of(context, trust, signIn)));
    }

    private static BindRule of(AuthenticationFlowContext context, TrustPolicy trust, SignInPolicy signIn) {
        RelockBindConfig config = RelockBindConfig.of(context);
        List<String> own = config.factors();
        return new BindRule(
                trust.lasting(config.lifetime(trust.lifetime())),
                own.isEmpty() ? signIn.bindFactors() : own,
                config.after(signIn.bindAfter()).asksForLink(isPhishable(context)));
    }

    private static boolean isPhishable(AuthenticationFlowContext context) {
        return !SecondFactor.isPassed(
                context.getSession(), context.getAuthenticationSession(), List.of(SecondFactor.PHISHING_RESISTANT));
    }

    /** Whether the user of this login may own the browser, if it is the right one. */
    boolean allows(AuthenticationFlowContext context) {
        return Candidate.isOwner(context, factors)
                && (!byLink || LoginGateway.of(context.getSession()).canReachByMail(context.getUser()));
    }
}
