package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that has read a binding is overtaken by another one that changes it. */
class OwnerBindingsTest {
    private static final long LATER = 10_000_000_000L;

    private final FakeRealm realm = new FakeRealm();
    private final OwnerBindings bindings = OwnerBindings.of(realm.user("alice"));
    private DeviceEvidence evidence;
    private OwnerBinding readBefore;

    @BeforeEach
    void own() {
        evidence = realm.enrolled(new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/"));
        readBefore = realm.own(evidence, "alice");
        bindings.suspend(evidence.device(), "collision");
    }

    @Test
    void aUseThatBeganBeforeTheCollisionDoesNotBringTheTrustBack() {
        assertThat(bindings.used(readBefore, evidence, true, LATER)).isTrue();

        assertThat(stored().suspended()).isEqualTo("collision");
        assertThat(stored().lastUsedAt()).isEqualTo(LATER);
    }

    @Test
    void aRenewalDoesNotBringTheTrustBack() {
        bindings.bind(evidence, Assurance.MFA, FakeRealm.POLICY, "Browser", Circumstances.UNKNOWN, LATER);

        assertThat(stored().suspended()).isEqualTo("collision");
    }

    @Test
    void aUseOfABindingThatWasRemovedMeanwhileMakesNone() {
        bindings.remove(evidence.device());

        assertThat(bindings.used(readBefore, evidence, true, LATER)).isFalse();
        assertThat(bindings.all()).isEmpty();
    }

    @Test
    void aPasswordThatIsReplacedDoesNotBringTheTrustBack() {
        String former = stored().circumstances().password();

        assertThat(bindings.passwordReplaced(former, "another/1")).hasSize(1);

        assertThat(stored().suspended()).isEqualTo("collision");
        assertThat(stored().circumstances().password()).isEqualTo("another/1");
    }

    @Test
    void whatRestsOnAnotherPasswordIsNotSpared() {
        OwnerBinding before = stored();

        assertThat(bindings.passwordReplaced("somebody else's", "another/1")).isEmpty();

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void whatIsSuspendedIsSuspendedOnce() {
        assertThat(bindings.suspend(evidence.device(), "again")).isEmpty();
        assertThat(stored().suspended()).isEqualTo("collision");
    }

    private OwnerBinding stored() {
        return bindings.find(evidence.device()).orElseThrow();
    }
}
