package dev.relock.testenv.shapes;

import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.TestRealm;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** A second realm, at which the users of the first one may sign in. */
final class IdentityProvider {
    private final TestRealm realm;
    private final String alias;

    private IdentityProvider(TestRealm realm, String alias) {
        this.realm = realm;
        this.alias = alias;
    }

    /** Behind it the second factor of the realm itself is asked for, on browsers that are not trusted. */
    static IdentityProvider of(TestRealm realm, TestRealm home) {
        String behind = FlowDraft.in(realm.admin())
                .execution("relock-device", "REQUIRED")
                .secondFactor()
                .alias();
        return of(realm, home, behind, Map.of());
    }

    /**
     * @param behind the flow that follows a sign-in there
     * @param more settings of the identity provider
     */
    static IdentityProvider of(TestRealm realm, TestRealm home, String behind, Map<String, String> more) {
        String atHome = FlowDraft.in(home.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .alias();
        String idOfFlow = home.idOfFlow(atHome);
        OidcClient broker = home.client(client -> {
            client.setRedirectUris(List.of(realm.url() + "/broker/*"));
            client.setAuthenticationFlowBindingOverrides(new HashMap<>(Map.of("browser", idOfFlow)));
        });
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias("home-" + UUID.randomUUID());
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.setPostBrokerLoginFlowAlias(behind);
        String endpoints = home.url() + "/protocol/openid-connect/";
        Map<String, String> config = new HashMap<>(Map.ofEntries(
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
        config.putAll(more);
        provider.setConfig(config);
        try (Response created = realm.admin().identityProviders().create(provider)) {
            if (created.getStatus() != 201) {
                throw new IllegalStateException("Keycloak answered " + created.getStatus());
            }
        }
        return new IdentityProvider(realm, provider.getAlias());
    }

    /** A flow that leads there without a word. */
    String flow() {
        return FlowDraft.in(realm.admin())
                .execution("identity-provider-redirector", "REQUIRED", Map.of("defaultProvider", alias))
                .alias();
    }
}
