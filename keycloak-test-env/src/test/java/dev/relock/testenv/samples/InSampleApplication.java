package dev.relock.testenv.samples;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests in a browser that is new to the sample application, whose origin may use the realm's gateway. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InSampleApplication {
    final DemoSite site;
    final SampleApplication application;
    RealmAttributes attributes;
    BrowserProfile browser;
    SampleTab tab;

    InSampleApplication(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        application = SampleApplication.start(keycloak.realm(DemoRealm.NAME));
    }

    @BeforeEach
    void aBrowserThatWasNeverHere(Browsers browsers) {
        attributes = new RealmAttributes(site.realm());
        attributes.set("relock.origins", application.url().toString());
        browser = browsers.newProfile();
        tab = new SampleTab(browser.page(), application.url());
    }

    @AfterEach
    void theRealmIsAsBefore() {
        attributes.close();
    }

    @AfterAll
    void close() {
        application.close();
        site.close();
    }
}
