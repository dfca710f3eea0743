package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.common.util.Time;

/** A key of a link that makes a browser trusted is good for nothing once it says anything else than it should. */
class BindTokenTest {
    private static final String ISSUER = "https://sso.example.org/realms/staff";

    @Test
    void aFreshOneIsGoodInItsRealmOnly() {
        assertThat(token().isGoodFor(ISSUER)).isTrue();
        assertThat(token().isGoodFor("https://sso.example.org/realms/other")).isFalse();
    }

    private enum Bend {
        EXPIRED(token -> token.exp((long) Time.currentTimeSeconds() - 1)),
        ENDLESS(token -> token.exp(null)),
        OF_ANOTHER_KIND(token -> token.type(RemovalToken.TYPE)),
        OF_NOBODY(token -> token.subject(null)),
        NOT_TO_BE_USED_UP(token -> token.id(null));

        private final Consumer<BindToken> bend;

        Bend(Consumer<BindToken> bend) {
            this.bend = bend;
        }
    }

    @ParameterizedTest
    @EnumSource(Bend.class)
    void aBentOneIsNotGood(Bend how) {
        BindToken token = token();
        how.bend.accept(token);

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
