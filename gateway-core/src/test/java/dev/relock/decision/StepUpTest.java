package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.StepUp.Limits;
import dev.relock.decision.StepUp.Reason;
import org.junit.jupiter.api.Test;

class StepUpTest {
    @Test
    void aFlowWithLevelsAsksForItselfOutsideOfTheSubFlowOfALevel() {
        assertThat(new StepUp(2, true, StepUp.NONE, false).forbids(Limits.STRICT))
                .isEmpty();
        assertThat(new StepUp(2, true, 1, false).forbids(Limits.STRICT)).isEmpty();
    }

    @Test
    void trustReachesNoLevelAboveTheLimitWhateverWasRequested() {
        assertThat(new StepUp(StepUp.NONE, true, 2, false).forbids(Limits.STRICT))
                .contains(Reason.LEVEL);
        assertThat(new StepUp(StepUp.NONE, true, 2, false).forbids(new Limits(2, false)))
                .isEmpty();
        assertThat(new StepUp(3, false, StepUp.NONE, false).forbids(new Limits(2, false)))
                .contains(Reason.LEVEL);
    }

    @Test
    void aLimitOnLevelsDoesNotAllowReauthentication() {
        assertThat(new StepUp(StepUp.NONE, false, StepUp.NONE, true).forbids(new Limits(9, false)))
                .contains(Reason.REAUTHENTICATION);
        assertThat(new StepUp(2, false, StepUp.NONE, true).forbids(new Limits(1, true)))
                .contains(Reason.LEVEL);
    }
}
