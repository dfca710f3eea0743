package dev.relock.testenv.pages;

import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderSimpleRepresentation;

/** What an administrator changes in the demo realm for a test; it is as before when that ends. */
public final class RealmSetup implements AutoCloseable {
    private static final String NOTICE = "relock-notice";
    private static final String FLOW = "relock browser, device first";

    private final DemoSite site;
    private final RealmRepresentation before;
    private Runnable allowUntrusted = () -> {};

    public RealmSetup(DemoSite site) {
        this.site = site;
        this.before = site.realm().toRepresentation();
    }

    public void realm(Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = site.realm().toRepresentation();
        change.accept(realm);
        site.realm().update(realm);
    }

    /** No script and no style within a page: Keycloak's own templates lose theirs, ours have none to lose. */
    void strictContentSecurityPolicy() {
        realm(realm -> realm.getBrowserSecurityHeaders()
                .put(
                        "contentSecurityPolicy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                                + " connect-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"));
    }

    /** As the first collision of a realm does. */
    public void registerNotice() {
        AuthenticationManagementResource flows = site.realm().flows();
        if (flows.getRequiredActions().stream()
                .noneMatch(action -> action.getAlias().equals(NOTICE))) {
            RequiredActionProviderSimpleRepresentation action = new RequiredActionProviderSimpleRepresentation();
            action.setProviderId(NOTICE);
            action.setName("Relock notice of a copied browser");
            flows.registerRequiredAction(action);
        }
    }

    /** One of whose browsers has turned up twice. */
    public Person somebodyWithACopiedBrowser() {
        CredentialRepresentation copied = new CredentialRepresentation();
        copied.setType("relock-device");
        copied.setUserLabel("Chrome on Linux");
        copied.setSecretData("{}");
        copied.setCredentialData("""
                {"format": 1, "deviceId": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "publicKey": "{}", "issuer": "i",
                 "origin": "https://sso.example.org", "assurance": "mfa", "suspended": "collision", "lineage": "00",
                 "lastVersion": 1, "lastUsedAt": 1700000000, "expiresAt": 1700000000}""");
        return site.somebody("robin-" + UUID.randomUUID(), copied);
    }

    /** Browsers that nobody owns are refused from now on. */
    public void denyUntrusted() {
        AuthenticationManagementResource flows = site.realm().flows();
        flows.getExecutions(FLOW).stream()
                .filter(execution -> "relock-device".equals(execution.getProviderId()))
                .forEach(execution -> {
                    AuthenticatorConfigRepresentation config =
                            flows.getAuthenticatorConfig(execution.getAuthenticationConfig());
                    Map<String, String> values = config.getConfig();
                    String usual = values.put("untrusted", "deny");
                    flows.updateAuthenticatorConfig(config.getId(), config);
                    allowUntrusted = () -> {
                        values.put("untrusted", usual);
                        flows.updateAuthenticatorConfig(config.getId(), config);
                    };
                });
    }

    @Override
    public void close() {
        allowUntrusted.run();
        realm(realm -> {
            realm.setLoginTheme(before.getLoginTheme());
            realm.setInternationalizationEnabled(before.isInternationalizationEnabled());
            realm.setBrowserSecurityHeaders(before.getBrowserSecurityHeaders());
        });
    }
}
