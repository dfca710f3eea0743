package dev.relock.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceState;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Contact;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeOutcome.Full;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.token.TokenContext;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final SimulatedGateway gateway = new SimulatedGateway();
    private final SimulatedAgent agent = newAgent();

    private static SimulatedAgent newAgent() {
        return new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/");
    }

    private String lineage() {
        return state().ratchet().lineage();
    }

    private DeviceState state() {
        return gateway.devices()
                .get(SimulatedGateway.REALM + ":" + agent.deviceId().value())
                .orElseThrow();
    }

    private boolean proves(SimulatedAgent prover) {
        return gateway.verify(SimulatedGateway.proof(prover, TokenContext.none()), TokenContext.none())
                instanceof Verification.Proven;
    }

    @Test
    void aStrangerEnrolsOnlyByAnsweringAChallenge() {
        assertThat(gateway.send(agent.step(), null)).isInstanceOf(Challenged.class);
        assertThat(gateway.visitors.size()).isZero();

        Accepted accepted = gateway.enrol(agent);

        assertThat(accepted.contact()).isEqualTo(Contact.FRESH);
        assertThat(agent.version()).isEqualTo(1);
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void everyStepMovesBothSidesToTheSameRoot() {
        gateway.enrol(agent);
        for (int i = 2; i <= 20; i++) {
            assertThat(gateway.step(agent).contact()).isEqualTo(Contact.KNOWN);
            assertThat(agent.version()).isEqualTo(i);
            assertThat(proves(agent)).isTrue();
        }
    }

    @Test
    void aBrowserWithoutCurve25519DoesTheSameWithP256() {
        SimulatedAgent older = SimulatedAgent.withP256(SimulatedGateway.ORIGIN, "/realms/demo/relock/");
        gateway.enrol(older);
        for (int i = 2; i <= 5; i++) {
            assertThat(gateway.step(older).contact()).isEqualTo(Contact.KNOWN);
            assertThat(proves(older)).isTrue();
        }
        SimulatedAgent thief = older.copy();
        gateway.step(older);
        Challenged challenged = (Challenged) gateway.send(thief.step(), null);
        assertThat(gateway.send(thief.conflict(challenged.challenge()), null)).isInstanceOf(Collided.class);
        assertThat(proves(older)).isFalse();
    }

    @Test
    void aLostAnswerIsAskedForAgainAndGivesTheSameStepButAnotherEpoch() {
        gateway.enrol(agent);
        Accepted lost = (Accepted) gateway.send(agent.step(), null);
        Accepted again = gateway.step(agent);

        assertThat(again.state().ratchet().version())
                .isEqualTo(lost.state().ratchet().version());
        assertThat(again.state().ratchet().root())
                .isEqualTo(lost.state().ratchet().root());
        assertThat(again.epoch().id()).isNotEqualTo(lost.epoch().id());
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void aLostAnswerToTheEnrolmentIsNoCollision() {
        Challenged challenged = (Challenged) gateway.send(agent.step(), null);
        agent.learnIssuer(SimulatedGateway.ISSUER);
        gateway.send(agent.enrol(challenged.challenge(), false), null);

        Accepted again = (Accepted) gateway.send(agent.step(), null);
        SimulatedGateway.take(agent, again);
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void aRecordedMessageChangesNothingAndMarksNobody() {
        gateway.enrol(agent);
        byte[] recorded = agent.step();
        SimulatedGateway.take(agent, (Accepted) gateway.send(recorded, null));
        gateway.step(agent);
        DeviceState before = state();

        assertThat(gateway.send(recorded, null)).isInstanceOf(Challenged.class);
        assertThat(state()).isEqualTo(before);
        assertThat(gateway.step(agent).contact()).isEqualTo(Contact.KNOWN);
    }

    @Test
    void aCopiedProfileIsNoticedWhenTheSecondCopyAnswersTheChallenge() {
        gateway.enrol(agent);
        SimulatedAgent thief = agent.copy();
        gateway.step(agent);

        Challenged challenged = (Challenged) gateway.send(thief.step(), null);
        assertThat(challenged.holdsOther()).isTrue();
        assertThat(gateway.send(thief.conflict(challenged.challenge()), null)).isInstanceOf(Collided.class);

        assertThat(gateway.send(agent.step(), null)).isEqualTo(new Ended("collision"));
        assertThat(gateway.send(thief.step(), null)).isEqualTo(new Ended("collision"));
        assertThat(proves(agent)).isFalse();
        assertThat(gateway.epochs.size()).isZero();
    }

    @Test
    void theTombstoneOfACollisionNamesEveryKnownOwner() {
        gateway.enrol(agent);
        String key = SimulatedGateway.REALM + ":" + agent.deviceId().value();
        gateway.devices().update(key, s -> s.withOwner("alice"));
        String cookie = gateway.seal(gateway.step(agent));
        gateway.devices().update(key, s -> s.withoutOwner("alice").withOwner("bob"));
        SimulatedAgent thief = agent.copy();
        gateway.step(agent);

        Challenged challenged = (Challenged) gateway.send(thief.step(), cookie);
        Collided collided = (Collided) gateway.send(thief.conflict(challenged.challenge()), cookie);

        assertThat(collided.owners()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(state().owners()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(state().hasEnded()).isTrue();
    }

    @Test
    void aThiefWhoActsFirstIsNoticedWhenTheVictimComesBack() {
        gateway.enrol(agent);
        SimulatedAgent thief = agent.copy();
        gateway.step(thief);
        gateway.step(thief);

        Challenged challenged = (Challenged) gateway.send(agent.step(), null);
        assertThat(gateway.send(agent.conflict(challenged.challenge()), null)).isInstanceOf(Collided.class);
        assertThat(proves(thief)).isFalse();
    }

    @Test
    void aThiefWhoDoesNotAnswerTheChallengeGetsNothing() {
        gateway.enrol(agent);
        SimulatedAgent thief = agent.copy();
        gateway.step(agent);
        DeviceState before = state();

        for (int i = 0; i < 10; i++) {
            assertThat(gateway.send(thief.step(), null)).isInstanceOf(Challenged.class);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void copiesThatShareAPendingKeyArePartedByTheNextStep() {
        gateway.enrol(agent);
        gateway.send(agent.step(), null);
        SimulatedAgent thief = agent.copy();

        gateway.step(agent);
        gateway.step(thief);
        gateway.step(agent);

        Challenged challenged = (Challenged) gateway.send(thief.step(), null);
        assertThat(gateway.send(thief.conflict(challenged.challenge()), null)).isInstanceOf(Collided.class);
    }

    @Test
    void aChallengeOfAnotherRootProvesNoCollision() {
        gateway.enrol(agent);
        SimulatedAgent stale = agent.copy();
        gateway.step(agent);
        Challenged challenged = (Challenged) gateway.send(stale.step(), null);
        gateway.step(agent);

        assertThat(gateway.send(stale.conflict(challenged.challenge()), null)).isInstanceOf(Challenged.class);
        assertThat(state().hasEnded()).isFalse();
    }

    @Test
    void anOldChallengeProvesNoCollision() {
        gateway.enrol(agent);
        SimulatedAgent stale = agent.copy();
        gateway.step(agent);
        Challenged challenged = (Challenged) gateway.send(stale.step(), null);
        gateway.now += 120;

        assertThat(gateway.send(stale.conflict(challenged.challenge()), null)).isInstanceOf(Challenged.class);
        assertThat(state().hasEnded()).isFalse();
    }

    @Test
    void aChallengeOfAnotherDeviceIsWorthless() {
        SimulatedAgent other = newAgent();
        Challenged challenged = (Challenged) gateway.send(other.step(), null);
        agent.learnIssuer(SimulatedGateway.ISSUER);

        assertThat(gateway.send(agent.enrol(challenged.challenge(), false), null))
                .isInstanceOf(Challenged.class);
        assertThat(gateway.visitors.size()).isZero();
    }

    @Test
    void afterTheLossOfEveryCacheTheSealedCookieResumesTheSameChain() {
        gateway.enrol(agent);
        String cookie = gateway.seal(gateway.step(agent));
        String lineage = lineage();
        gateway.loseCaches();

        Challenged challenged = (Challenged) gateway.send(agent.step(), cookie);
        assertThat(challenged.restart()).isFalse();
        Accepted accepted = (Accepted) gateway.send(agent.enrol(challenged.challenge(), false), cookie);
        SimulatedGateway.take(agent, accepted);

        assertThat(accepted.contact()).isEqualTo(Contact.KNOWN);
        assertThat(lineage()).isEqualTo(lineage);
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void aLostBodyWhoseCookieWasKeptResumesAsARepeat() {
        gateway.enrol(agent);
        String cookie = gateway.seal((Accepted) gateway.send(agent.step(), null));
        gateway.loseCaches();

        Challenged challenged = (Challenged) gateway.send(agent.step(), cookie);
        Accepted accepted = (Accepted) gateway.send(agent.enrol(challenged.challenge(), false), cookie);
        SimulatedGateway.take(agent, accepted);
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void aSealedStateOfAnotherVersionMeansRestartWithoutAlarm() {
        gateway.enrol(agent);
        String old = gateway.seal(gateway.step(agent));
        gateway.step(agent);
        gateway.step(agent);
        String lineage = lineage();
        gateway.loseCaches();

        Challenged challenged = (Challenged) gateway.send(agent.step(), old);
        assertThat(challenged.restart()).isTrue();
        agent.restart();
        Accepted accepted = (Accepted) gateway.send(agent.enrol(challenged.challenge(), true), old);
        SimulatedGateway.take(agent, accepted);

        assertThat(accepted.contact()).isEqualTo(Contact.RESTARTED);
        assertThat(lineage()).isNotEqualTo(lineage);
        assertThat(proves(agent)).isTrue();
    }

    @Test
    void theSealedCookieAloneIsWorthlessOnAnotherDevice() {
        gateway.enrol(agent);
        String cookie = gateway.seal(gateway.step(agent));
        gateway.loseCaches();
        SimulatedAgent thief = newAgent();

        Challenged challenged = (Challenged) gateway.send(thief.step(), cookie);
        thief.learnIssuer(SimulatedGateway.ISSUER);
        Accepted accepted = (Accepted) gateway.send(thief.enrol(challenged.challenge(), false), cookie);
        assertThat(accepted.contact()).isEqualTo(Contact.FRESH);
        assertThat(accepted.state().owners()).isEmpty();
    }

    @Test
    void theRealmsKeysMayRotateBetweenSealingAndResuming() {
        gateway.enrol(agent);
        String cookie = gateway.seal(gateway.step(agent));
        gateway.loseCaches();
        gateway.keys.rotate();

        Challenged challenged = (Challenged) gateway.send(agent.step(), cookie);
        assertThat(challenged.restart()).isFalse();
    }

    @Test
    void aDeletedRealmKeyCountsAsNoCookie() {
        gateway.enrol(agent);
        String cookie = gateway.seal(gateway.step(agent));
        gateway.loseCaches();
        gateway.keys.rotate();
        gateway.keys.forgetOld();

        Challenged challenged = (Challenged) gateway.send(agent.step(), cookie);
        assertThat(challenged.restart()).isTrue();
    }

    @Test
    void aRestartWhileTheEntryIsThereDoesNotFit() {
        gateway.enrol(agent);
        gateway.step(agent);
        SimulatedAgent thief = agent.copy();
        thief.restart();
        DeviceState before = state();

        assertThat(gateway.send(thief.step(), null)).isInstanceOf(Challenged.class);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aFullStoreRefusesStrangersAndServesWhoIsThere() {
        SimulatedGateway small = new SimulatedGateway(1);
        small.enrol(agent);
        SimulatedAgent stranger = newAgent();

        Challenged challenged = (Challenged) small.send(stranger.step(), null);
        stranger.learnIssuer(SimulatedGateway.ISSUER);
        assertThat(small.send(stranger.enrol(challenged.challenge(), false), null))
                .isInstanceOf(Full.class);
        assertThat(small.step(agent).contact()).isEqualTo(Contact.KNOWN);
    }

    @Test
    void theOldestEpochBeyondThirtyTwoEnds() {
        gateway.enrol(agent);
        byte[] firstToken = agent.token(TokenContext.none());
        byte[] firstSignature = agent.sign(firstToken);
        for (int i = 0; i < 32; i++) {
            gateway.step(agent);
        }
        assertThat(gateway.epochs.size()).isEqualTo(32);
        assertThat(gateway.verify(
                        SimulatedGateway.proof(firstToken, firstSignature, agent.session()), TokenContext.none()))
                .isInstanceOf(Verification.Refused.class);
    }

    @Test
    void aDeviceThatGetsItsFirstOwnerMovesWithoutLosingItsChain() {
        gateway.enrol(agent);
        gateway.devices().update(SimulatedGateway.REALM + ":" + agent.deviceId().value(), s -> s.withOwner("alice"));

        assertThat(gateway.visitors.size()).isZero();
        assertThat(gateway.owned.size()).isEqualTo(1);
        gateway.step(agent);
        DeviceEvidence evidence = gateway.verify(
                        SimulatedGateway.proof(agent, TokenContext.none()), TokenContext.none())
                .proven()
                .orElseThrow();
        assertThat(evidence.owners()).containsExactly("alice");
        assertThat(evidence.version()).isEqualTo(2);
    }

    @Test
    void anEnrolmentThatArrivesAgainAfterTheCachesWereLostBringsNothingBack() {
        Challenged challenged = (Challenged) gateway.send(agent.step(), null);
        agent.learnIssuer(SimulatedGateway.ISSUER);
        byte[] enrolment = agent.enrol(challenged.challenge(), false);
        SimulatedGateway.take(agent, (Accepted) gateway.send(enrolment, null));
        String cookie = gateway.seal(gateway.step(agent));
        gateway.loseCaches();

        assertThat(gateway.send(enrolment, null)).isInstanceOf(Challenged.class);
        Challenged next = (Challenged) gateway.send(agent.step(), cookie);
        assertThat(next.holdsOther()).isFalse();
        assertThat(gateway.send(agent.enrol(next.challenge(), false), cookie)).isInstanceOf(Accepted.class);
    }

    @Test
    void aDeviceIsCreatedOnceThoughOneNodeKnowsItsOwnersAndAnotherDoesNot() {
        gateway.enrol(agent);
        gateway.devices().update(SimulatedGateway.REALM + ":" + agent.deviceId().value(), s -> s.withOwner("alice"));
        DeviceState withOwner = state();
        DeviceState without = withOwner.withoutOwner("alice");
        gateway.loseCaches();
        assertThat(gateway.devices().create(withOwner)).isTrue();
        assertThat(gateway.devices().create(without)).isFalse();
        gateway.loseCaches();
        assertThat(gateway.devices().create(without)).isTrue();
        assertThat(gateway.devices().create(withOwner)).isFalse();
    }
}
