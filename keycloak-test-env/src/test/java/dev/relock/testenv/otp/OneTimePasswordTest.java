package dev.relock.testenv.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.keycloak.models.utils.Base32;

final class OneTimePasswordTest {
    /** RFC 6238, appendix B: the secret of the SHA-1 vectors. */
    private static final String SECRET = Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    @Test
    void currentIsTheOneOfRfc6238() {
        assertThat(at(59).current()).isEqualTo("287082");
        assertThat(at(1_111_111_109).current()).isEqualTo("081804");
        assertThat(at(20_000_000_000L).current()).isEqualTo("353130");
    }

    @Test
    void unusedGivesTheCurrentOneThenTheNext() {
        OneTimePassword otp = at(59);

        assertThat(otp.unused()).isEqualTo(otp.current());
        assertThat(otp.unused()).isEqualTo(otp.next());
    }

    @Test
    void remainingEndsWithTheStep() {
        assertThat(at(59).remaining()).isEqualTo(Duration.ofSeconds(1));
        assertThat(at(60).remaining()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void blanksOfTheSetUpPageAreIgnored() {
        String shown = SECRET.replaceAll("(.{4})", "$1 ");
        Clock clock = Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC);

        assertThat(new OneTimePassword(shown, clock).current()).isEqualTo("287082");
    }

    private static OneTimePassword at(long epochSecond) {
        return new OneTimePassword(SECRET, Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC));
    }
}
