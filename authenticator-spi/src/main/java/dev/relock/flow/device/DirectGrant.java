package dev.relock.flow.device;

import org.keycloak.authentication.AuthenticationFlowContext;

/** The resource owner password grant: there is no browser, no page can be shown and nothing can be proven. */
final class DirectGrant {
    // Set by Keycloak's ResourceOwnerPasswordCredentialsGrantType; there is no constant for it.
    private static final String FLOW_PATH = "token";

    private DirectGrant() {}

    static boolean is(AuthenticationFlowContext context) {
        return FLOW_PATH.equals(context.getFlowPath());
    }
}
