package dev.relock.flow.manage;

import dev.relock.decision.DeviceEvidence;
import dev.relock.flow.proof.ChallengeNote;
import dev.relock.flow.proof.FormProof;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.token.TokenContext;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The browser that the user sits before, by its proof. Nothing is allowed on its account; it is only marked and kept. */
final class ThisBrowser {
    private static final String TEMPLATE = "relock-device.ftl";
    private static final ChallengeNote CHALLENGE = new ChallengeNote("relock.devices.challenge");
    private static final String NOTE = "relock.devices.here";
    private static final String UNPROVEN = "-";

    private final AuthenticationSessionModel login;

    private ThisBrowser(AuthenticationSessionModel login) {
        this.login = login;
    }

    static ThisBrowser of(RequiredActionContext context) {
        return new ThisBrowser(context.getAuthenticationSession());
    }

    /** Shows the page that submits itself with a proof. */
    static void ask(RequiredActionContext context) {
        context.challenge(context.form()
                .setAttribute("relockChallenge", CHALLENGE.issue(context.getAuthenticationSession()))
                .createForm(TEMPLATE));
    }

    /** Reads what that page has brought. */
    static void answer(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        Optional<DeviceEvidence> evidence = CHALLENGE
                .take(login)
                .map(TokenContext::loginPage)
                .flatMap(asked -> FormProof.read(context.getHttpRequest().getDecodedFormParameters())
                        .flatMap(proof -> LoginGateway.of(context.getSession()).prove(proof, asked)));
        login.setAuthNote(NOTE, evidence.map(proven -> proven.device().value()).orElse(UNPROVEN));
    }

    /** Whether it was asked for its proof, and has answered. */
    boolean isAsked() {
        return login.getAuthNote(NOTE) != null;
    }

    /** The device, unless nothing was proven. */
    Optional<String> deviceId() {
        return Optional.ofNullable(login.getAuthNote(NOTE)).filter(device -> !device.equals(UNPROVEN));
    }
}
