package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Set;
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
        EXPIRED,
        ENDLESS,
        OF_ANOTHER_KIND,
        OF_NOBODY,
        NOT_TO_BE_USED_UP
    }

    @ParameterizedTest
    @EnumSource(Bend.class)
    void aBentOneIsNotGood(Bend how) {
        BindToken token = token();
        switch (how) {
            case EXPIRED -> token.exp((long) Time.currentTimeSeconds() - 1);
            case ENDLESS -> token.exp(null);
            case OF_ANOTHER_KIND -> token.type(RemovalToken.TYPE);
            case OF_NOBODY -> token.subject(null);
            case NOT_TO_BE_USED_UP -> token.id(null);
        }

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
