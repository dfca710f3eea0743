package dev.relock.testenv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.admin.AdminApi;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/** What happens to a trusted browser on one node counts on the other with the very next request. */
@KeycloakTest
class TrustAcrossNodesDistributionIT {
    private static KeycloakCluster cluster;
    private static TestRealm realm;
    private static OidcClient client;

    private Person owner;
    private HttpBrowser browser;

    @BeforeAll
    static void gather(KeycloakCluster shared) {
        cluster = shared;
        Trust.awaitEverywhere(cluster);
        realm = TestRealm.imported(cluster);
        client = realm.client();
    }

    @AfterAll
    static void close() {
        realm.close();
    }

    @BeforeEach
    void somebodyTrustsABrowserOnTheFirstNode() {
        owner = realm.somebody();
        browser = realm.browser();
        client.own(browser.at(0), owner);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void itIsTrustedAtOnce(int node) {
        assertThat(signIn(node)).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void itIsTrustedThoughEachRequestGoesToAnotherNode() {
        HttpBrowser wandering = realm.browser();
        Person other = realm.somebody();
        client.own(wandering, other);
        for (int i = 0; i < 3; i++) {
            wandering.forgetCookies();
            assertThat(client.signIn(wandering, other).givePassword().screen()).isEqualTo(Screen.SIGNED_IN);
        }
    }

    @Test
    void itIsAskedAtOnceWhenItsOwnerRemovedItInTheAccountConsole() {
        HttpSignIn removal = client.signIn(browser, owner, Map.of("kc_action", "delete_credential:" + credential()));
        assertThat(removal.confirmDeletion().screen()).isEqualTo(Screen.SIGNED_IN);
        assertThat(signIn(1)).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void itIsAskedAtOnceWhenItsOwnerRemovedItOnThePageOfTrustedBrowsers() {
        HttpBrowser phone = realm.browser();
        client.own(phone.at(0), owner);
        assertThat(client.signIn(phone, owner, Map.of("kc_action", "relock-devices"))
                        .removeOtherBrowsers()
                        .screen())
                .isEqualTo(Screen.TRUSTED_BROWSERS);
        assertThat(signIn(1)).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(client.signIn(phone.forgetCookies().at(1), owner)
                        .givePassword()
                        .screen())
                .isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void itIsAskedAtOnceWhenAnAdministratorDeletedItsCredential() {
        try (Keycloak admin = admin(cluster.node(0))) {
            admin.realm(realm.name()).users().get(realm.user(owner).getId()).removeCredential(credential());
        }
        assertThat(signIn(1)).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void itIsAskedAtOnceWhenAnAdministratorRemovedIt() {
        assertThat(api(0).delete(device()).status()).isEqualTo(204);
        assertThat(signIn(1)).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void itIsAskedWhileItIsSuspendedAndTrustedWhenItIsRestored() {
        assertThat(api(0).post(device() + "/suspend").status()).isEqualTo(204);
        assertThat(signIn(1)).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(api(1).post(device() + "/restore").status()).isEqualTo(204);
        assertThat(signIn(0)).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void itIsAskedAtOnceWhenThePolicyTrustsNobodyAnyMore() {
        try (TestRealm strict = TestRealm.imported(cluster)) {
            OidcClient application = strict.client();
            Person user = strict.somebody();
            HttpBrowser laptop = strict.browser();
            application.own(laptop.at(0), user);
            AdminApi policy = new AdminApi(
                    cluster.node(0).url().resolve("/admin/realms/" + strict.name() + "/relock/"),
                    () -> Optional.of(strict.adminToken()));
            assertThat(policy.put("policy", "{\"enabled\": false}").status()).isEqualTo(204);
            assertThat(application
                            .signIn(laptop.forgetCookies().at(1), user)
                            .givePassword()
                            .screen())
                    .isEqualTo(Screen.ONE_TIME_PASSWORD);
        }
    }

    private Screen signIn(int node) {
        return client.signIn(browser.forgetCookies().at(node), owner)
                .givePassword()
                .screen();
    }

    private String credential() {
        return realm.devicesOf(owner).get(0).getId();
    }

    private String device() {
        return "users/" + realm.user(owner).getId() + "/devices/" + credential();
    }

    private static AdminApi api(int node) {
        return new AdminApi(
                cluster.node(node).url().resolve("/admin/realms/" + realm.name() + "/relock/"),
                () -> Optional.of(realm.adminToken()));
    }

    private static Keycloak admin(KeycloakNode node) {
        return KeycloakBuilder.builder()
                .serverUrl(node.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(KeycloakCluster.ADMIN_USER)
                .password(KeycloakCluster.ADMIN_PASSWORD)
                .build();
    }
}
