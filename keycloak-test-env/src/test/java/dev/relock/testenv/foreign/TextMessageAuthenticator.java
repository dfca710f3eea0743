package dev.relock.testenv.foreign;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Asks for a code that another extension would have sent by telephone. It knows nothing of Relock. */
final class TextMessageAuthenticator implements Authenticator {
    /** Always the same; nothing is really sent. */
    static final String CODE = "424242";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.challenge(page(context));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        if (CODE.equals(context.getHttpRequest().getDecodedFormParameters().getFirst("code"))) {
            context.success();
        } else {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page(context));
        }
    }

    private static Response page(AuthenticationFlowContext context) {
        String action = context.getActionUrl(context.generateAccessCode()).toString();
        String html = "<form id=\"text-message-form\" action=\"" + action.replace("&", "&amp;")
                + "\" method=\"post\"><input name=\"code\"></form>";
        return Response.ok(html, MediaType.TEXT_HTML_TYPE).build();
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
        // Everybody has a telephone.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
