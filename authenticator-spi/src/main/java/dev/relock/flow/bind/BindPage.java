package dev.relock.flow.bind;

import dev.relock.decision.DeviceEvidence;
import dev.relock.flow.proof.ChallengeNote;
import dev.relock.flow.proof.FormProof;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The page that asks whether to trust the browser, or only for its proof where nobody is to be asked. */
final class BindPage {
    private static final String TEMPLATE = "relock-bind.ftl";
    private static final ChallengeNote CHALLENGE = new ChallengeNote("relock.bind.challenge");
    private static final String CHOICE = "relock-choice";
    private static final String TRUST = "trust";

    private BindPage() {}

    /**
     * Asks.
     *
     * @param byLink whether a mailed link will be due then
     */
    static void show(AuthenticationFlowContext context, Duration lifetime, boolean byLink) {
        context.challenge(context.form()
                .setAttribute("relockChallenge", CHALLENGE.issue(context.getAuthenticationSession()))
                .setAttribute("relockConsent", RelockBindConfig.of(context).asksForConsent())
                .setAttribute("relockByLink", byLink)
                .setAttribute("relockDays", lifetime.toDays())
                .setAttribute("relockHours", Math.max(1, lifetime.toHours()))
                .createForm(TEMPLATE));
    }

    /** The fresh proof of a browser that is to be trusted, or empty, whatever the reason. */
    static Optional<DeviceEvidence> answer(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<TokenContext> asked =
                CHALLENGE.take(context.getAuthenticationSession()).map(TokenContext::bindPage);
        if (RelockBindConfig.of(context).asksForConsent() && !TRUST.equals(form.getFirst(CHOICE))) {
            return Optional.empty();
        }
        return asked.flatMap(shown -> FormProof.read(form)
                .flatMap(proof -> LoginGateway.of(context.getSession()).prove(proof, shown)));
    }
}
