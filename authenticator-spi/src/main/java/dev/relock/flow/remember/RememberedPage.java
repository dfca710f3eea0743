package dev.relock.flow.remember;

import dev.relock.decision.DeviceEvidence;
import dev.relock.flow.evidence.EvidenceNotes;
import dev.relock.flow.proof.ChallengeNote;
import dev.relock.flow.proof.FormProof;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The page that shows a user's name and asks whether to go on. Its answer brings a fresh proof. */
final class RememberedPage {
    private static final String TEMPLATE = "relock-remembered.ftl";
    private static final ChallengeNote CHALLENGE = new ChallengeNote("relock.remember.challenge");
    private static final String SHOWN = "relock.remember.shown";
    private static final String CHOICE = "relock-choice";
    private static final String CONTINUE = "continue";

    private RememberedPage() {}

    static void show(AuthenticationFlowContext context, UserModel user) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setAuthNote(SHOWN, user.getId());
        context.challenge(context.form()
                .setAttribute("relockChallenge", CHALLENGE.issue(login))
                .setAttribute("relockUser", user.getUsername())
                .createForm(TEMPLATE));
    }

    /** The fresh proof of the browser that began this login, or empty: "not you", or whatever else is missing. */
    static Optional<DeviceEvidence> answer(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<TokenContext> asked = CHALLENGE.take(login).map(TokenContext::loginPage);
        if (!CONTINUE.equals(form.getFirst(CHOICE))) {
            return Optional.empty();
        }
        return asked.flatMap(shown -> FormProof.read(form)
                        .flatMap(proof -> LoginGateway.of(context.getSession()).prove(proof, shown)))
                .filter(proven -> EvidenceNotes.of(login)
                        .read()
                        .filter(noted -> noted.deviceId().equals(proven.device().value()))
                        .isPresent());
    }

    /** Whether this is the user whose name was shown. */
    static boolean named(AuthenticationFlowContext context, UserModel user) {
        return user.getId().equals(context.getAuthenticationSession().getAuthNote(SHOWN));
    }
}
