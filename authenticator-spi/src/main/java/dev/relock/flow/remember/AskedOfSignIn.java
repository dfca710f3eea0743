package dev.relock.flow.remember;

import java.util.OptionalLong;
import org.keycloak.models.Constants;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/** What the application asks of this sign-in. */
final class AskedOfSignIn {
    private AskedOfSignIn() {}

    /** A new sign-in ({@code prompt}, SAML's ForceAuthn), a level ({@code acr_values}, {@code claims}) or an action. */
    static boolean fresh(AuthenticationSessionModel login) {
        String prompt = login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM);
        return TokenUtil.hasPrompt(prompt, OIDCLoginProtocol.PROMPT_VALUE_LOGIN)
                || TokenUtil.hasPrompt(prompt, OIDCLoginProtocol.PROMPT_VALUE_SELECT_ACCOUNT)
                || login.getAuthNote(SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN) != null
                || login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION) != null
                || login.getClientNote(Constants.KC_ACTION) != null;
    }

    /** {@code max_age}, seconds. What is no number asks for a sign-in of this moment. */
    static OptionalLong maxAge(AuthenticationSessionModel login) {
        String value = login.getClientNote(OIDCLoginProtocol.MAX_AGE_PARAM);
        if (value == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.matches("[0-9]{1,10}") ? Long.parseLong(value) : 0);
    }
}
