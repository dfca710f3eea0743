package dev.relock.testenv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users whose password lies in LDAP, and whose second factors and browsers Keycloak keeps. */
@KeycloakTest
final class LdapUsersDistributionIT {
    private LdapServer ldap;
    private TestRealm realm;

    @BeforeEach
    void federate(KeycloakDistribution keycloak, @TempDir Path directory) {
        ldap = LdapServer.in(directory);
        realm = TestRealm.imported(keycloak);
        realm.federate(ldap.federation());
    }

    @AfterEach
    void close() {
        realm.close();
        ldap.close();
    }

    @Test
    void theyTrustTheirBrowsersAsOthersDo() {
        Person ada = realm.federated(LdapServer.USER, LdapServer.PASSWORD);
        OidcClient client = realm.client();
        HttpBrowser laptop = realm.browser();
        assertThat(client.signIn(laptop, ada.forgetful()).givePassword().screen())
                .isEqualTo(Screen.PASSWORD);

        client.own(laptop.forgetCookies(), ada);

        assertThat(realm.devicesOf(ada)).hasSize(1);
        assertThat(client.signIn(laptop.forgetCookies(), ada).givePassword().screen())
                .isEqualTo(Screen.SIGNED_IN);
        assertThat(client.signIn(realm.browser(), ada).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(client.signIn(laptop.forgetCookies(), ada.forgetful())
                        .givePassword()
                        .screen())
                .isEqualTo(Screen.PASSWORD);
    }
}
