package dev.relock.testenv.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** The policy in Keycloak's own admin console, for an administrator with no role but those for the realm. */
@KeycloakTest
final class PolicyTabBrowserIT {
    private static final String ALERT = ".pf-v5-c-alert";

    private final KeycloakDistribution keycloak;
    private AdministeredRealm realm;

    PolicyTabBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void aRealmWithAPolicy() {
        realm = new AdministeredRealm(keycloak);
        RealmRepresentation change = new RealmRepresentation();
        change.setInternationalizationEnabled(true);
        change.setSupportedLocales(Set.of("en", "de"));
        change.setDefaultLocale("en");
        change.setAttributes(Map.of("relock.deviceCap", "7"));
        realm.realm().update(change);
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest
    @CsvSource({
        "en, Save, Browsers of a user, How many browsers a user may own.",
        "de, Speichern, Browser je Person, Wie viele Browser eine Person besitzen kann."
    })
    void theTabShowsThePolicyAndChangesIt(String language, String save, String label, String help, Browsers browsers) {
        realm.consoleUser("robin", language, "view-realm", "manage-realm");
        Page page = open(browsers);

        assertThat(page.getByTestId("save")).hasText(save);
        assertThat(page.getByText(label, new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("form.keycloak__form")).not().containsText("relockPolicy");
        page.locator("[data-testid^=help-label-][data-testid*='deviceCap' i]").click();
        assertThat(page.locator(".pf-v5-c-popover")).containsText(help);
        page.keyboard().press("Escape");
        assertThat(field(page, "deviceCap")).hasValue("7");
        assertThat(field(page, "trustLifetime")).hasValue("2592000");
        field(page, "trustLifetime").fill("604800");
        save(page);

        assertThat(policy()).isEqualTo(Map.of("relock.deviceCap", "7", "relock.trustLifetime", "604800"));
    }

    /** What was set elsewhere in the meantime is what the tab shows, and so not what it takes back. */
    @Test
    void whatIsSetElsewhereStaysWhenTheTabIsSaved(Browsers browsers) {
        realm.consoleUser("robin", "en", "view-realm", "manage-realm");
        assertThat(realm.api()
                        .put("policy", "{\"deviceCap\": 3, \"rememberMe\": 60}")
                        .status())
                .isEqualTo(204);
        Page page = open(browsers);

        assertThat(field(page, "deviceCap")).hasValue("3");
        field(page, "deviceCap").fill("");
        save(page);

        assertThat(policy()).isEqualTo(Map.of("relock.rememberMe", "60"));
    }

    /** In English: that is what Keycloak makes of refusals where the console's token names no language, and it names none. */
    @Test
    void aValueOutOfRangeIsRefusedAndNothingChanges(Browsers browsers) {
        realm.consoleUser("robin", "de", "view-realm", "manage-realm");
        Page page = open(browsers);

        field(page, "deviceCap").fill("1000");
        save(page);
        assertThat(page.locator(ALERT).first()).containsText("“Browsers of a user” does not take this value.");

        assertThat(policy()).isEqualTo(Map.of("relock.deviceCap", "7"));
    }

    @Test
    void whoMayOnlySeeTheRealmChangesNothing(Browsers browsers) {
        realm.consoleUser("robin", "en", "view-realm");
        Page page = open(browsers);

        field(page, "deviceCap").fill("9");
        save(page);

        assertThat(policy()).isEqualTo(Map.of("relock.deviceCap", "7"));
    }

    private Page open(Browsers browsers) {
        Page page = browsers.newProfile().page();
        page.navigate(realm.console("realm-settings/relock").toString());
        page.fill("#username", "robin");
        page.fill("#password", "secret");
        page.click("#kc-login");
        page.getByText("Relock", new Page.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        field(page, "deviceCap").waitFor();
        return page;
    }

    private static Locator field(Page page, String name) {
        return page.getByTestId(name);
    }

    /** Waits until the console says what has come of it. */
    private static void save(Page page) {
        page.getByTestId("save").click();
        page.locator(ALERT).first().waitFor();
    }

    private Map<String, String> policy() {
        return realm.realm().toRepresentation().getAttributesOrEmpty().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith("relock."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
