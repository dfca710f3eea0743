package dev.relock.flow.device;

import dev.relock.decision.DeviceEvidence;
import dev.relock.flow.proof.ChallengeNote;
import dev.relock.flow.proof.FormProof;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.token.TokenContext;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The page that submits itself with a proof. It works in every theme and without JavaScript, then without a proof. */
public final class DevicePage {
    private static final String TEMPLATE = "relock-device.ftl";
    private static final ChallengeNote CHALLENGE = new ChallengeNote("relock.device.challenge");
    private static final String ANSWERED_IN_VAIN = "relock.device.unproven";

    private DevicePage() {}

    /** A browser that had nothing to show is not asked again in the same login. */
    public static boolean mayAsk(AuthenticationFlowContext context) {
        return !DirectGrant.is(context) && context.getAuthenticationSession().getAuthNote(ANSWERED_IN_VAIN) == null;
    }

    public static void show(AuthenticationFlowContext context) {
        Discretion.keep(context);
        context.challenge(context.form()
                .setAttribute("relockChallenge", CHALLENGE.issue(context.getAuthenticationSession()))
                .createForm(TEMPLATE));
    }

    /** Verifies the answer to the page. */
    public static Optional<DeviceEvidence> answer(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        Optional<DeviceEvidence> evidence = CHALLENGE
                .take(login)
                .map(TokenContext::loginPage)
                .flatMap(asked -> FormProof.read(context.getHttpRequest().getDecodedFormParameters())
                        .flatMap(proof -> LoginGateway.of(context.getSession()).prove(proof, asked)));
        if (evidence.isEmpty()) {
            login.setAuthNote(ANSWERED_IN_VAIN, "true");
        }
        return evidence;
    }
}
