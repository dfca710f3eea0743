package dev.relock.testenv.shapes;

import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.TestRealm;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** A second realm, at which the users of the first one may sign in. */
final class IdentityProvider {
    private static final String ALIAS = "home";

    private final TestRealm realm;

    private IdentityProvider(TestRealm realm) {
        this.realm = realm;
    }

    /** Behind it the second factor of the realm itself is asked for, on browsers that are not trusted. */
    static IdentityProvider of(TestRealm realm, TestRealm home) {
        String atHome = FlowDraft.in(home.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .alias();
        String idOfFlow = home.idOfFlow(atHome);
        OidcClient broker = home.client(client -> {
            client.setRedirectUris(List.of(realm.url() + "/broker/*"));
            client.setAuthenticationFlowBindingOverrides(new HashMap<>(Map.of("browser", idOfFlow)));
        });
        String behind = FlowDraft.in(realm.admin())
                .execution("relock-device", "REQUIRED")
                .secondFactor()
                .alias();
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(ALIAS);
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.setPostBrokerLoginFlowAlias(behind);
        String endpoints = home.url() + "/protocol/openid-connect/";
        provider.setConfig(Map.ofEntries(
                Map.entry("issuer", home.url().toString()),
                Map.entry("authorizationUrl", endpoints + "auth"),
                Map.entry("tokenUrl", endpoints + "token"),
                Map.entry("jwksUrl", endpoints + "certs"),
                Map.entry("useJwksUrl", "true"),
                Map.entry("validateSignature", "true"),
                Map.entry("clientId", broker.id()),
                Map.entry("clientSecret", broker.secret()),
                Map.entry("clientAuthMethod", "client_secret_post"),
                Map.entry("defaultScope", "openid profile email")));
        try (Response created = realm.admin().identityProviders().create(provider)) {
            if (created.getStatus() != 201) {
                throw new IllegalStateException("Keycloak answered " + created.getStatus());
            }
        }
        return new IdentityProvider(realm);
    }

    /** A flow that leads there without a word. */
    String flow() {
        return FlowDraft.in(realm.admin())
                .execution("identity-provider-redirector", "REQUIRED", Map.of("defaultProvider", ALIAS))
                .alias();
    }
}
