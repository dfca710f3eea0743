package dev.relock.flow.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.flow.Evidence;
import dev.relock.flow.Fake;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.Assurance;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/** Fails closed to the second factor: whatever breaks, nothing is proven and the login goes on. */
class LoginGatewayTest {
    private static final DeviceEvidence EVIDENCE = Evidence.provenAt(1_800_000_000L);
    private static final TrustPolicy POLICY = new TrustPolicy(60, 0, 1, Assurance.MFA);
    private static final UserModel USER = Fake.of(UserModel.class, new Object());

    private final LoginGateway broken = LoginGateway.of(session(Fake.of(RelockGateway.class, new Object())));
    private final LoginGateway absent = LoginGateway.of(session(null));

    @Test
    void aBrokenGatewayTrustsNobody() {
        assertThat(broken.trust(Optional.of(EVIDENCE), USER)).isEqualTo(TrustState.UNPROVEN);
        assertThat(absent.trust(Optional.of(EVIDENCE), USER)).isEqualTo(TrustState.UNPROVEN);
    }

    @Test
    void aBrokenGatewayProvesNothing() {
        assertThat(broken.recall(Evidence.DEVICE, Evidence.EPOCH, 1_800_000_000L))
                .isEmpty();
        assertThat(absent.recall(Evidence.DEVICE, Evidence.EPOCH, 1_800_000_000L))
                .isEmpty();
    }

    @Test
    void aBrokenGatewayMakesNoTrustCount() {
        assertThat(broken.counts()).isFalse();
        assertThat(absent.counts()).isFalse();
        assertThat(broken.onlyReports()).isFalse();
    }

    @Test
    void aBrokenGatewayBindsNothing() {
        assertThat(broken.bind(EVIDENCE, USER, POLICY)).isFalse();
        assertThat(absent.bind(EVIDENCE, USER, POLICY)).isFalse();
    }

    @Test
    void aBrokenGatewayDoesNotStopALoginAtItsEnd() {
        assertThatCode(() -> broken.used(EVIDENCE, USER, true)).doesNotThrowAnyException();
        assertThatCode(() -> absent.used(EVIDENCE, USER, true)).doesNotThrowAnyException();
    }

    @Test
    void whileNobodyIsNamedNothingIsTrusted() {
        assertThat(broken.trust(Optional.of(EVIDENCE), null)).isEqualTo(TrustState.UNPROVEN);
    }

    private static KeycloakSession session(RelockGateway gateway) {
        return Fake.of(KeycloakSession.class, new Providers(gateway));
    }

    /** Has the gateway, or none. */
    public record Providers(RelockGateway gateway) {
        public <T extends Provider> T getProvider(Class<T> type) {
            return type.cast(gateway);
        }
    }
}
