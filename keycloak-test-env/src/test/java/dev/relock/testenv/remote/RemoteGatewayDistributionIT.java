package dev.relock.testenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.remote.UntrustworthyGateway.Mood;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Keycloak that has the gateway of a realm of another Keycloak agree on keys and verify proofs. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteGatewayDistributionIT {
    /** Long enough for a busy machine, short enough for a test. */
    private static final int TIMEOUT = 1500;

    private final UntrustworthyGateway line = new UntrustworthyGateway();
    private DemoSite far;
    private RealmAttributes allowed;
    private KeycloakDistribution near;
    private TestRealm realm;
    private OidcClient client;
    private OidcClient pages;
    private Person person;
    private HttpBrowser browser;

    @BeforeAll
    void start(KeycloakDistribution other) {
        line.before(other.url());
        far = new DemoSite(other);
        int port = FreePort.find();
        allowed = new RealmAttributes(far.realm());
        allowed.set("relock.origins", "http://localhost:" + port);
        Artifacts artifacts = Artifacts.ofTheBuild();
        near = KeycloakDistribution.in(artifacts.directory().resolve("servers").resolve("remote"), artifacts)
                .fresh()
                .javaOptions(KeycloakDistribution.SHORT_LIVED)
                .port(port)
                // It lies there without a word where the feature "ssf" is off.
                .provider(artifacts.sharedSignals())
                .arguments(
                        "--spi-relock--provider=remote",
                        "--spi-relock--remote--url=" + line.url() + "/realms/" + DemoRealm.NAME + "/relock/",
                        "--spi-relock--remote--issuer=" + other.realm(DemoRealm.NAME),
                        "--spi-relock--remote--timeout=" + TIMEOUT,
                        // One failing test must not close the line for the next.
                        "--spi-relock--remote--failures=1000")
                .start();
        realm = TestRealm.existing(near, DemoRealm.NAME);
        client = realm.client();
        pages = realm.client(it -> {
            it.setPublicClient(true);
            it.setDirectAccessGrantsEnabled(true);
            it.setWebOrigins(List.of("http://localhost:" + port));
        });
        person = realm.somebody();
        browser = realm.browser();
        client.own(browser, person);
    }

    @AfterAll
    void stop() {
        near.close();
        allowed.close();
        far.close();
        line.close();
    }

    @BeforeEach
    void beHonest() {
        line.be(Mood.HONEST);
        line.tokens();
    }

    private Screen afterPassword() {
        return client.signIn(browser.forgetCookies(), person).givePassword().screen();
    }

    @Test
    void whoOwnsABrowserSignsInByPasswordAloneAndTheRemoteRealmKnowsNobody() {
        assertThat(afterPassword()).isEqualTo(Screen.SIGNED_IN);
        assertThat(line.tokens()).hasSize(1);
        assertThat(far.realm().users().searchByUsername(person.name(), true)).isEmpty();
        assertThat(realm.admin()
                        .users()
                        .get(realm.admin()
                                .users()
                                .searchByUsername(person.name(), true)
                                .get(0)
                                .getId())
                        .credentials())
                .anyMatch(credential -> credential.getType().equals("relock-device"));
    }

    @Test
    void aBrowserThatNobodyOwnsMeetsTheSecondFactor() {
        HttpSignIn signIn = client.signIn(realm.browser(), person).givePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aProofCountsOnceThoughTwoServersHaveSeenIt() {
        HttpAgent agent = browser.agent();
        Map<String, String> proof = agent.proof();
        assertThat(agent.send("confirm", proof).status()).isEqualTo(200);
        assertThat(agent.send("confirm", proof).status()).isEqualTo(401);
        URI there = URI.create(far.keycloak().realm(DemoRealm.NAME) + "/relock/confirm");
        assertThat(agent.send(there, proof).status()).isEqualTo(401);
    }

    /** Whatever the other gateway does, it opens nothing, and nobody waits longer than the timeout. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HONEST")
    void aGatewayThatIsNotToBeBelievedMeansTheSecondFactor(Mood mood) {
        // An honest statement, for the moods that use an old one again.
        browser.agent().call("confirm");
        line.tokens();
        line.be(mood);
        long begin = System.nanoTime();

        assertThat(afterPassword()).isEqualTo(Screen.ONE_TIME_PASSWORD);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        // A proof is spent by being asked about: asked twice, an honest gateway would call it replayed.
        assertThat(line.tokens()).isNotEmpty().doesNotHaveDuplicates();
        line.be(Mood.HONEST);
        assertThat(afterPassword()).as("when it is honest again").isEqualTo(Screen.SIGNED_IN);
    }

    private Reply login(HttpBrowser from, String token) {
        HttpAgent agent = from.agent();
        return agent.send(
                "login",
                agent.proof(),
                Map.of("Origin", agent.agent().origin().value(), "Authorization", "Bearer " + token));
    }

    private static boolean isSignedIn(HttpBrowser from) {
        return from.agent().call("confirm").json().path("authenticated").asBoolean();
    }

    /** Of somebody who has signed in to an application at this Keycloak's own address. */
    private String token() {
        return PasswordGrant.accessToken(realm.url(), pages.id(), realm.somebody());
    }

    @Test
    void signingInAndOutIsDoneHereAndTheOtherGatewayIsNeverToldOfIt() {
        HttpBrowser laptop = realm.browser();

        assertThat(login(laptop, token()).status()).isEqualTo(200);
        assertThat(isSignedIn(laptop)).isTrue();
        assertThat(laptop.agent().call("logout").status()).isEqualTo(200);
        assertThat(isSignedIn(laptop)).isFalse();

        assertThat(line.asked()).containsOnly("exchange", "confirm", "certs");
    }

    /** Whoever cannot be verified is neither signed in nor signed out. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HONEST")
    void nobodyIsSignedInOrOutByAGatewayThatIsNotToBeBelieved(Mood mood) {
        HttpBrowser laptop = realm.browser();
        HttpBrowser other = realm.browser();
        assertThat(login(laptop, token()).status()).isEqualTo(200);
        String token = token();
        line.be(mood);

        assertThat(login(other, token).status()).isEqualTo(503);
        assertThat(laptop.agent().call("logout").status()).isEqualTo(503);

        line.be(Mood.HONEST);
        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(laptop)).isTrue();
        assertThat(login(other, token).status()).as("when it is honest again").isEqualTo(200);
    }

    @Test
    void aBrowserThatHasEndedThereIsNotTrustedHere() {
        Person other = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, other);
        URI there = URI.create(far.keycloak().realm(DemoRealm.NAME) + "/relock/clear");
        Reply cleared = laptop.agent().send(there, laptop.agent().proof());
        assertThat(cleared.status()).isEqualTo(200);

        HttpSignIn signIn = client.signIn(laptop.forgetCookies(), other).givePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aCopiedProfileIsFoundOutThereAndTrustedNoMoreHere() {
        Person other = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, other);
        HttpAgent thief = laptop.agent().copy();
        laptop.agent().step();
        Reply challenged = thief.exchange(thief.agent().step());
        assertThat(challenged.status()).isEqualTo(409);
        byte[] challenge = HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
        assertThat(thief.exchange(thief.agent().conflict(challenge)).status()).isEqualTo(410);

        assertThat(client.signIn(laptop.forgetCookies(), other).givePassword().screen())
                .isEqualTo(Screen.ONE_TIME_PASSWORD);
    }
}
