package dev.relock.flow.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustPolicy;
import dev.relock.flow.Evidence;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

class LoginEvidenceTest {
    @Test
    void evidenceIsAskedForAgainAfterFiveMinutes() {
        long now = Time.currentTimeSeconds();

        assertThat(LoginEvidence.isFresh(Evidence.provenAt(now - TrustPolicy.EVIDENCE_LIFETIME + 5)))
                .isTrue();
        assertThat(LoginEvidence.isFresh(Evidence.provenAt(now - TrustPolicy.EVIDENCE_LIFETIME - 5)))
                .isFalse();
    }
}
