package dev.relock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewConfirmationTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int SETTLING = (int) Timing.DEFAULT.settling().toSeconds();
    private static final int FRESHNESS = (int) Timing.DEFAULT.freshness().toSeconds();

    private long now = 1_000 * SECOND;

    @Test
    void aNodeThatJoinsOthersIsConfirmedByItsFirstGoodCheck() {
        ViewConfirmation node = new ViewConfirmation(Timing.DEFAULT, 7, List.of(A, B));
        assertThat(node.confirmed(7, now)).isEmpty();
        node.checked(true, now);
        assertThat(node.confirmed(7, now)).hasValue(7);
    }

    @Test
    void aNodeThatFindsNobodyIsConfirmedOnceItsChecksWereGoodForAWhile() {
        ViewConfirmation node = new ViewConfirmation(Timing.DEFAULT, 1, List.of(A));
        checkEverySecond(node, SETTLING - 1);
        assertThat(node.confirmed(1, now)).isEmpty();
        checkEverySecond(node, 2);
        assertThat(node.confirmed(1, now)).hasValue(1);
    }

    @Test
    void theLossOfAMemberPutsTheViewInDoubtUntilChecksWereGoodForAWhile() {
        ViewConfirmation node = confirmed(7, A, B, C);
        node.changed(8, List.of(A, B), List.of(), false);
        assertThat(node.confirmed(8, now)).isEmpty();
        checkEverySecond(node, SETTLING - 1);
        assertThat(node.confirmed(8, now)).isEmpty();
        checkEverySecond(node, 2);
        assertThat(node.confirmed(8, now)).hasValue(8);
    }

    @Test
    void anAnnouncedLeaveIsNoLoss() {
        ViewConfirmation node = confirmed(7, A, B, C);
        node.changed(8, List.of(A, B), List.of(C), false);
        assertThat(node.confirmed(8, now)).hasValue(8);
    }

    @Test
    void theLeaveOfOneDoesNotExcuseTheLossOfAnother() {
        ViewConfirmation node = confirmed(7, A, B, C);
        node.changed(8, List.of(A), List.of(C), false);
        assertThat(node.confirmed(8, now)).isEmpty();
    }

    @Test
    void aNewMemberChangesTheViewAndDoubtsNothing() {
        ViewConfirmation node = confirmed(7, A, B);
        node.changed(8, List.of(A, B, C), List.of(), false);
        assertThat(node.confirmed(8, now)).hasValue(8);
    }

    @Test
    void partsThatMeetAgainAreInDoubt() {
        ViewConfirmation node = confirmed(7, A, B);
        node.changed(8, List.of(A, B, C), List.of(), true);
        assertThat(node.confirmed(8, now)).isEmpty();
    }

    @Test
    void aViewThatIsNewerThanWhatWasToldIsNotConfirmed() {
        assertThat(confirmed(7, A, B).confirmed(8, now)).isEmpty();
    }

    @Test
    void oneBadCheckIsADoubt() {
        ViewConfirmation node = confirmed(7, A, B);
        node.checked(false, now);
        assertThat(node.confirmed(7, now)).isEmpty();
        checkEverySecond(node, SETTLING - 1);
        assertThat(node.confirmed(7, now)).isEmpty();
        checkEverySecond(node, 2);
        assertThat(node.confirmed(7, now)).hasValue(7);
    }

    @Test
    void aBadCheckInBetweenBeginsTheWaitAnew() {
        ViewConfirmation node = new ViewConfirmation(Timing.DEFAULT, 1, List.of(A));
        checkEverySecond(node, SETTLING - 1);
        node.checked(false, now);
        checkEverySecond(node, SETTLING - 1);
        assertThat(node.confirmed(1, now)).isEmpty();
    }

    @Test
    void whoSleptIsInDoubtBeforeAndAfterTheNextCheck() {
        ViewConfirmation node = confirmed(7, A, B);
        now += (FRESHNESS + 1) * SECOND;
        assertThat(node.confirmed(7, now)).isEmpty();
        node.checked(true, now);
        assertThat(node.confirmed(7, now)).isEmpty();
        checkEverySecond(node, SETTLING + 1);
        assertThat(node.confirmed(7, now)).hasValue(7);
    }

    @Test
    void onlyTheLargerPartOfAClusterHasTheMajority() {
        ViewConfirmation large = confirmed(7, A, B, C);
        large.changed(8, List.of(A, B), List.of(), false);
        assertThat(large.hasMajority()).isTrue();
        ViewConfirmation small = confirmed(7, A, B, C);
        small.changed(8, List.of(C), List.of(), false);
        assertThat(small.hasMajority()).isFalse();
    }

    @Test
    void ofTwoThatLoseEachOtherNeitherHasTheMajorityUntilAnotherJoins() {
        ViewConfirmation node = confirmed(7, A, B);
        node.changed(8, List.of(A), List.of(), false);
        assertThat(node.hasMajority()).isFalse();
        node.changed(9, List.of(A, C), List.of(), false);
        assertThat(node.hasMajority()).isTrue();
    }

    @Test
    void whoLeftInGoodOrderIsNotMissed() {
        ViewConfirmation node = confirmed(7, A, B);
        node.changed(8, List.of(A), List.of(B), false);
        assertThat(node.hasMajority()).isTrue();
    }

    private ViewConfirmation confirmed(int view, UUID... members) {
        ViewConfirmation node = new ViewConfirmation(Timing.DEFAULT, view, List.of(members));
        node.checked(true, now);
        assertThat(node.confirmed(view, now)).hasValue(view);
        return node;
    }

    private void checkEverySecond(ViewConfirmation node, int times) {
        for (int i = 0; i < times; i++) {
            now += SECOND;
            node.checked(true, now);
        }
    }
}
