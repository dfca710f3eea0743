package dev.relock.testenv.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DecisionCase;
import dev.relock.decision.DecisionCase.Demand;
import dev.relock.decision.DecisionCase.Outcome;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.ClientSignIn;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.testenv.webauthn.RegisteredKey;
import dev.relock.testenv.webauthn.VirtualAuthenticator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the decision table with a real browser, and a security key as the second factor. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecurityKeyTableBrowserIT {
    private TestRealm realm;
    private OidcClient client;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        realm.offerSensitiveScope(Demands.SENSITIVE);
        realm.set("relock.bindFactors", "phishing-resistant");
        client = realm.clientOf(
                FlowDraft.in(realm.admin())
                        .execution("auth-username-password-form", "REQUIRED")
                        .execution("relock-device", "REQUIRED")
                        .secondFactor("webauthn-authenticator", Map.of())
                        .alias(),
                Demands.SENSITIVE);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "OWNER",
                "OTHER_USER",
                "OWNER_ELSEWHERE",
                "EXPIRED_LONG_AGO",
                "SUSPENDED",
                "PASSWORD_RESET",
                "SECOND_FACTOR_GONE",
                "SENSITIVE",
                "NOTHING_IS_TRUSTED",
                "LEVEL_2_ASKED",
                "PROMPT_LOGIN"
            })
    void eachRow(DecisionCase row, Browsers browsers) {
        RegisteredKey key = RegisteredKey.securityKey();
        Person first = realm.somebody(key.credential());
        BrowserProfile laptop = browserWith(key, browsers);
        own(laptop, first);
        Person person = switch (row.ownership()) {
            case THIS_USER, TWO_USERS -> coOwner(first, key, row);
            case OTHERS, NOBODY -> realm.somebody(key.credential());
            case THIS_USER_OWNS_ANOTHER -> first;
        };
        BrowserProfile browser = switch (row.ownership()) {
            case THIS_USER, TWO_USERS, OTHERS -> laptop;
            case NOBODY, THIS_USER_OWNS_ANOTHER -> browserWith(key, browsers);
        };
        row.settings().forEach(realm::set);
        try {
            SignIn signIn = begin(browser, person, row.demand()).givePassword();

            assertThat(signIn.screen()).isEqualTo(screen(row.outcome()));
            if (row.outcome() == Outcome.ASK) {
                assertThat(signIn.useSecurityKey().screen()).isIn(Screen.TRUST_THIS_BROWSER, Screen.SIGNED_IN);
            }
        } finally {
            row.settings().keySet().forEach(attribute -> realm.set(attribute, ""));
        }
    }

    /** The thief of the disk, who knows the password, comes after the owner. */
    @Test
    void aCopiedProfileIsAskedForTheSecurityKeyAndThenSoIsTheOwner(Browsers browsers) {
        RegisteredKey key = RegisteredKey.securityKey();
        Person owner = realm.somebody(key.credential());
        BrowserProfile laptop = with(key, browsers.newProfileOnDisk());
        own(laptop, owner);
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        assertThat(begin(laptop, owner, Demand.NOTHING).givePassword().screen()).isEqualTo(Screen.SIGNED_IN);

        assertThat(begin(copy, owner, Demand.NOTHING).givePassword().screen()).isEqualTo(Screen.SECURITY_KEY);

        assertThat(begin(laptop, owner, Demand.NOTHING).givePassword().screen()).isEqualTo(Screen.SECURITY_KEY);
    }

    private Person coOwner(Person first, RegisteredKey key, DecisionCase row) {
        Person person = realm.somebody(key.credential());
        CoOwner.of(first, person, realm, row);
        return person;
    }

    private void own(BrowserProfile browser, Person person) {
        SignIn signIn = begin(browser, person, Demand.NOTHING).givePassword().useSecurityKey();
        assertThat(signIn.trustThisBrowser().screen()).isEqualTo(Screen.SIGNED_IN);
    }

    private SignIn begin(BrowserProfile browser, Person person, Demand demand) {
        return ClientSignIn.begin(client, browser, person, Demands.of(demand));
    }

    private static BrowserProfile browserWith(RegisteredKey key, Browsers browsers) {
        return with(key, browsers.newProfile());
    }

    private static BrowserProfile with(RegisteredKey key, BrowserProfile browser) {
        VirtualAuthenticator.securityKeyIn(browser).holding(key);
        return browser;
    }

    private static Screen screen(Outcome outcome) {
        return switch (outcome) {
            case TRUST -> Screen.SIGNED_IN;
            case ASK -> Screen.SECURITY_KEY;
            case DENY -> Screen.DENIED;
        };
    }
}
