package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who knows the public key and the session id of a device, and asks whether it is owned, and by whom. */
@KeycloakTest
final class CuriousStrangerDistributionIT {
    private final DemoSite site;
    private final URI base;
    private final Origin origin;
    private Person owner;
    private HttpAgent owned;
    private HttpAgent unowned;

    CuriousStrangerDistributionIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        origin = new Origin(keycloak.url().toString());
    }

    @BeforeEach
    void oneDeviceIsOwned() {
        owner = site.somebody();
        unowned = newAgent().enrol();
        owned = newAgent().enrol();
        Map<String, String> login = new HashMap<>(owned.proof());
        String token = Application.withWebOrigins(site, origin.value())
                .tokensOf(owner)
                .getAccessToken()
                .getValue();
        Reply reply = owned.send("login", login, Map.of("Origin", origin.value(), "Authorization", "Bearer " + token));
        assertThat(reply.status()).isEqualTo(200);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theBrowserItselfLearnsOneBoolean() {
        Reply mine = owned.step();

        assertThat(mine.json().path("owner").asBoolean()).isTrue();
        assertThat(unowned.step().json().path("owner").asBoolean()).isFalse();
        expectNoName(mine);
        expectNoName(owned.call("confirm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "enrol", "conflict"})
    void anExchangeInTheNameOfAnotherDeviceIsAnsweredTheSameWhoeverOwnsIt(String purpose) {
        List<Reply> replies = List.of(
                pretendingToBe(owned, purpose), pretendingToBe(unowned, purpose), pretendingToBe(newAgent(), purpose));

        assertThat(replies).extracting(Reply::status).containsOnly(401);
        assertThat(replies).extracting(Reply::json).containsOnly(replies.get(0).json());
        expectNoName(replies.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "login", "logout"})
    void theSessionIdAloneIsAnsweredTheSameWhoeverOwnsTheDevice(String endpoint) {
        Map<String, String> guess = newAgent().enrol().proof();
        Reply ofOwned = withSession(endpoint, guess, owned);
        Reply ofUnowned = withSession(endpoint, guess, unowned);

        assertThat(ofOwned.status()).isEqualTo(ofUnowned.status()).isNotEqualTo(200);
        assertThat(ofOwned.json()).isEqualTo(ofUnowned.json());
        expectNoName(ofOwned);
    }

    /** The thumbprint, which is public, is only the first half of the session id. */
    @Test
    void aSessionIdThatIsHalfGuessedTellsNotEvenThatTheDeviceIsKnown() {
        String thumbprint = owned.agent().session().substring(0, 64);
        Map<String, String> known = unowned.proof();
        known.put("X-Key-Session", thumbprint + "00".repeat(16));
        Map<String, String> unknown = unowned.proof();
        unknown.put("X-Key-Session", "00".repeat(48));

        Reply ofKnown = unowned.send("confirm", known);
        Reply ofUnknown = unowned.send("confirm", unknown);

        assertThat(ofKnown.status()).isEqualTo(ofUnknown.status()).isEqualTo(404);
        assertThat(ofKnown.json()).isEqualTo(ofUnknown.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "login", "logout"})
    void withoutProofThereIsOneAnswerForAll(String endpoint) {
        Map<String, String> names = Map.of("X-Key-Session", owned.agent().session(), "user", owner.name());
        Reply named = unowned.send(endpoint, names);
        Reply nameless = unowned.send(endpoint, Map.of());

        assertThat(named.status()).isEqualTo(nameless.status()).isEqualTo(401);
        assertThat(named.json()).isEqualTo(nameless.json());
    }

    /** A device of one's own is asked for a fresh proof before it is told anything. */
    @Test
    void aChallengeTellsNothingOfOwners() {
        HttpAgent stranger = newAgent();
        JsonNode told = stranger.exchange(stranger.agent().step()).json();

        assertThat(told.path("status_code").asInt()).isEqualTo(409);
        assertThat(told.fieldNames()).toIterable().doesNotContain("owner", "authenticated", "network", "state");
        assertThat(HttpAgent.payload(stranger.exchange(stranger.agent().step())).fieldNames())
                .toIterable()
                .doesNotContain("owner", "authenticated", "network", "state");
    }

    private HttpAgent newAgent() {
        return new HttpAgent(base, origin);
    }

    /** The stranger's own message, but for the public key. */
    private Reply pretendingToBe(HttpAgent victim, String purpose) {
        HttpAgent stranger = newAgent().enrol();
        Map<String, Object> payload = Envelope.payload(stranger.agent().step());
        payload.put("jwk", Envelope.payload(victim.agent().step()).get("jwk"));
        payload.put("challenge", Envelope.base64Url(new byte[56]));
        return stranger.exchange(stranger.agent().envelope(purpose, payload));
    }

    private Reply withSession(String endpoint, Map<String, String> guess, HttpAgent victim) {
        Map<String, String> fields = new HashMap<>(guess);
        fields.put("X-Key-Token", "00".repeat(11) + "01" + "00".repeat(20));
        fields.put("X-Key-Session", victim.agent().session());
        return newAgent().send(endpoint, fields);
    }

    private void expectNoName(Reply reply) {
        assertThat(reply.response().body() + reply.response().headers().map())
                .doesNotContain(owner.name(), Account.of(site, owner).id());
        if (reply.json().has("payload")) {
            assertThat(HttpAgent.payload(reply).toString())
                    .doesNotContain(owner.name(), Account.of(site, owner).id());
        }
    }
}
