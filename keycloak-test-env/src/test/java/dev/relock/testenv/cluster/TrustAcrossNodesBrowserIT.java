package dev.relock.testenv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.AccountConsole;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real browser before two nodes, and a load balancer that sends each of its requests to the other one. */
@KeycloakTest
final class TrustAcrossNodesBrowserIT {
    private final KeycloakCluster cluster;
    private DemoSite site;

    TrustAcrossNodesBrowserIT(KeycloakCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void gather() {
        Trust.awaitEverywhere(cluster);
        site = new DemoSite(cluster);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void aBrowserBecomesTrustedAndIsRemovedThoughNoTwoRequestsMeetTheSameNode(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        SignIn trusted = SignIn.begin(site, laptop, owner).givePassword();
        trusted.expectSignedIn();

        AccountConsole.open(site, laptop).delete("relock-device");
        trusted.signOut(site);
        assertThat(SignIn.begin(site, laptop, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }
}
