package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import dev.relock.device.DeviceState;
import dev.relock.handshake.Handshake;
import dev.relock.owner.Assurance;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** Trust, while a collision of the device is at whatever point. */
class OwnershipTest {
    private final FakeRealm realm = new FakeRealm();
    private final Ownership ownership = new Ownership(realm.context);
    private final DeviceEvidence evidence =
            realm.enrolled(new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/"));

    private TrustState trust(String userId) {
        return ownership.trust(Optional.of(evidence), realm.user(userId), FakeRealm.POLICY);
    }

    private void end(String reason, List<String> owners) {
        realm.devices().update(realm.context.key(evidence), state -> state.end(reason, owners));
    }

    @Test
    void whoOwnsTheDeviceIsTrustedOnIt() {
        realm.own(evidence, "alice");

        assertThat(trust("alice")).isEqualTo(TrustState.TRUSTED);
        assertThat(trust("bob")).isEqualTo(TrustState.UNOWNED);
    }

    @Test
    void aUserWhomKeycloakKeepsForOneSessionOnlyOwnsNothing() {
        UserModel guest = new LightweightUserAdapter(realm.context.session(), "session");

        assertThat(ownership.bind(evidence, guest, Assurance.AUTHENTICATED, FakeRealm.POLICY))
                .isEmpty();
        assertThat(realm.device(evidence).orElseThrow().owners()).isEmpty();
    }

    @Test
    void whatWasProvenBeforeTheCollisionIsNotTrustedAfterIt() {
        realm.own(evidence, "alice");
        end(Handshake.COLLISION, List.of("alice"));

        assertThat(trust("alice")).isEqualTo(TrustState.UNPROVEN);
    }

    @Test
    void whatWasProvenBeforeTheDeviceWasClearedIsNotTrustedAfterIt() {
        realm.own(evidence, "alice");
        end("cleared", List.of());

        assertThat(trust("alice")).isEqualTo(TrustState.UNPROVEN);
        assertThat(realm.isSuspended(evidence, "alice")).isFalse();
    }

    @Test
    void whatWasProvenBeforeTheGatewayForgotTheDeviceIsNotTrustedAfterIt() {
        realm.own(evidence, "alice");
        realm.gateway.loseCaches();

        assertThat(trust("alice")).isEqualTo(TrustState.UNPROVEN);
    }

    /** The tombstone is there, the suspension is not: Keycloak's transaction has failed in between. */
    @Test
    void aSuspensionThatWasLostIsMadeUpForAndToldOnce() {
        realm.own(evidence, "alice");
        realm.own(evidence, "bob");
        end(Handshake.COLLISION, List.of("alice", "bob", "somebody who has gone"));

        trust("alice");
        trust("alice");
        trust("bob");
        realm.commit();

        assertThat(realm.isSuspended(evidence, "alice")).isTrue();
        assertThat(realm.isSuspended(evidence, "bob")).isTrue();
        assertThat(realm.events).containsExactly(told("alice"), told("bob"));
        assertThat(realm.mails)
                .containsExactlyInAnyOrder(
                        "alice@example.org: relockMailSuspendedSubject", "bob@example.org: relockMailSuspendedSubject");
    }

    private FakeRealm.Told told(String userId) {
        return new FakeRealm.Told("suspended", userId, evidence.device().value(), Handshake.COLLISION);
    }

    /** The collision has judged by what was stored before the sign-in wrote, and the sign-in by what was there before. */
    @Test
    void aSignInThatIsWrittenAfterTheCollisionDoesNotOutliveIt() {
        realm.own(evidence, "alice");
        Time.setOffset(7200);
        try {
            ownership.used(evidence, realm.user("alice"), true);
        } finally {
            Time.setOffset(0);
        }
        end(Handshake.COLLISION, List.of("alice"));
        assertThat(realm.isSuspended(evidence, "alice")).isFalse();

        realm.commit();

        assertThat(realm.isSuspended(evidence, "alice")).isTrue();
    }

    @Test
    void aPasswordThatIsReplacedAfterTheCollisionDoesNotKeepTheTrust() {
        realm.own(evidence, "alice");
        ownership.passwordReplaced(realm.user("alice"), AccountLook.password(realm.user("alice")));
        end(Handshake.COLLISION, List.of("alice"));
        assertThat(realm.isSuspended(evidence, "alice")).isFalse();

        realm.commit();

        assertThat(realm.isSuspended(evidence, "alice")).isTrue();
    }

    @Test
    void aUserWhoseOwnershipIsWrittenAfterTheCollisionIsSuspendedThoughTheTombstoneDoesNotNameHim() {
        realm.own(evidence, "bob");
        CollisionWatch.afterCommit(realm.context, realm.context.key(evidence), "bob");
        end(Handshake.COLLISION, List.of());

        realm.commit();

        assertThat(realm.isSuspended(evidence, "bob")).isTrue();
    }

    @Test
    void aDeviceHasAtMostEightOwnersAndForgetsNoneOfThem() {
        List<String> owners = IntStream.range(0, DeviceState.MAX_OWNERS)
                .mapToObj(i -> "owner-" + i)
                .toList();
        owners.forEach(owner -> realm.own(evidence, owner));
        realm.own(evidence, "ninth");

        assertThat(realm.device(evidence).orElseThrow().owners()).isEqualTo(owners);
        assertThat(trust("owner-0")).isEqualTo(TrustState.TRUSTED);
        // His binding may be from before the gateway had forgotten the device; a collision would not find him.
        assertThat(trust("ninth")).isEqualTo(TrustState.UNOWNED);
    }

    @Test
    void anOwnerWhoseBindingHasGoneMakesRoomForAnother() {
        IntStream.range(0, DeviceState.MAX_OWNERS).forEach(i -> realm.own(evidence, "owner-" + i));
        OwnerBindings.of(realm.user("owner-3")).remove(evidence.device());
        realm.own(evidence, "ninth");

        assertThat(trust("ninth")).isEqualTo(TrustState.TRUSTED);
        assertThat(realm.device(evidence).orElseThrow().owners())
                .contains("ninth")
                .doesNotContain("owner-3");
    }

    @Test
    void anOwnerIsRememberedAgainWhenTheCacheWasLost() {
        realm.own(evidence, "alice");
        realm.devices().update(realm.context.key(evidence), state -> state.withoutOwner("alice"));

        assertThat(trust("alice")).isEqualTo(TrustState.TRUSTED);
        assertThat(realm.device(evidence).orElseThrow().owners()).containsExactly("alice");
    }
}
