package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceState;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** The report of stale proofs, as time passes. */
class StaleContactsTest {
    private final FakeRealm realm = new FakeRealm();
    private final StaleContacts contacts = new StaleContacts(realm.context);
    private final DeviceEvidence evidence =
            realm.enrolled(new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/"));

    @BeforeEach
    void own() {
        realm.own(evidence, "alice");
    }

    @AfterEach
    void setClock() {
        Time.setOffset(0);
    }

    private DeviceState device() {
        return realm.device(evidence).orElseThrow();
    }

    @Test
    void whoDoesNotAnswerIsReportedWithTheNextContact() {
        contacts.challenged(device(), "thief");
        Time.setOffset(40);
        contacts.accepted(device(), "owner");

        assertThat(realm.events)
                .containsExactly(
                        new FakeRealm.Told("stale", "alice", evidence.device().value(), "192.0.2.1"));
    }

    @Test
    void aThiefWhoKeepsTryingIsReportedOnceAnHour() {
        for (int seconds = 0; seconds < 3500; seconds += 20) {
            Time.setOffset(seconds);
            contacts.challenged(device(), "thief");
        }

        assertThat(realm.events).hasSize(1);
    }

    @Test
    void aTabThatMovesOnIsNotReported() {
        contacts.challenged(device(), "tab");
        contacts.accepted(device(), "tab");
        Time.setOffset(40);
        contacts.accepted(device(), "tab");

        assertThat(realm.events).isEmpty();
        assertThat(realm.singleUse).isEmpty();
    }

    @Test
    void theOwnersOtherTabDoesNotAnswerForTheThief() {
        contacts.challenged(device(), "thief");
        contacts.accepted(device(), "owner");
        Time.setOffset(40);
        contacts.accepted(device(), "owner");

        assertThat(realm.events).hasSize(1);
    }

    @Test
    void aDeviceThatNobodyOwnsIsNotWatched() {
        DeviceEvidence stranger = realm.enrolled(new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/"));
        contacts.challenged(realm.device(stranger).orElseThrow(), "tab");

        assertThat(realm.singleUse).isEmpty();
    }
}
