package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.common.util.Time;

/** A key of a link that makes a browser trusted is good for nothing once it says anything else than it should. */
class BindTokenTest {
    private static final String ISSUER = "https://sso.example.org/realms/staff";

    @Test
    void aFreshOneIsGoodInItsRealmOnly() {
        assertThat(token().isGoodFor(ISSUER)).isTrue();
        assertThat(token().isGoodFor("https://sso.example.org/realms/other")).isFalse();
    }

    static Stream<Named<Consumer<BindToken>>> bends() {
        return Stream.of(
                Named.of("expired", token -> token.exp((long) Time.currentTimeSeconds() - 1)),
                Named.of("endless", token -> token.exp(null)),
                Named.of("of another kind", token -> token.type(RemovalToken.TYPE)),
                Named.of("of nobody", token -> token.subject(null)),
                Named.of("not to be used up", token -> token.id(null)));
    }

    @ParameterizedTest
    @MethodSource("bends")
    void aBentOneIsNotGood(Consumer<BindToken> bend) {
        BindToken token = token();
        bend.accept(token);

        assertThat(token.isGoodFor(ISSUER)).isFalse();
    }

    @Test
    void itIsOfTheDeviceThatAskedAndOfNoOther() {
        assertThat(token().isOf(evidence("a", "lineage"))).isTrue();
        assertThat(token().isOf(evidence("b", "lineage"))).isFalse();
        assertThat(token().isOf(evidence("a", "begun anew"))).isFalse();
    }

    private static BindToken token() {
        BindToken token = new BindToken("id", ISSUER, "user", evidence("a", "lineage"), "account", 60);
        token.exp((long) Time.currentTimeSeconds() + 60);
        return token;
    }

    private static DeviceEvidence evidence(String device, String lineage) {
        return new DeviceEvidence(
                new DeviceId(device),
                "{}",
                ISSUER,
                new Origin("https://sso.example.org"),
                true,
                lineage,
                3,
                "00112233445566ff",
                "session",
                Set.of(),
                0);
    }
}
