package dev.relock.testenv.otp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import org.awaitility.Awaitility;
import org.keycloak.models.utils.Base32;
import org.keycloak.models.utils.TimeBasedOTP;

/** The authenticator app of one person: time-based one-time passwords (RFC 6238, SHA-1, 6 digits, 30 s). */
public final class OneTimePassword {
    private static final int STEP_SECONDS = TimeBasedOTP.DEFAULT_INTERVAL_SECONDS;

    private final byte[] secret;
    private final Clock clock;
    private long lastStep;

    /**
     * An app into which the secret was scanned or typed.
     *
     * @param secret base32, as Keycloak's set-up page shows it; blanks are ignored
     */
    public OneTimePassword(String secret) {
        this(secret, Clock.systemUTC());
    }

    OneTimePassword(String secret, Clock clock) {
        this.secret = Base32.decode(secret.replace(" ", ""));
        this.clock = clock;
    }

    /** The password of this moment, as an app shows it. */
    public String current() {
        return at(currentStep());
    }

    /** The password that follows {@link #current()}; Keycloak takes it already now. */
    public String next() {
        return at(currentStep() + 1);
    }

    /** How long {@link #current()} is still shown. */
    public Duration remaining() {
        return Duration.ofSeconds(STEP_SECONDS - clock.instant().getEpochSecond() % STEP_SECONDS);
    }

    /**
     * A password this method has not given before. Keycloak takes each only once, but it also takes that of the next
     * step; only when both are used up does this wait until the clock has moved on.
     */
    public String unused() {
        Awaitility.await("a one-time password that is not used up")
                .atMost(Duration.ofSeconds(2 * STEP_SECONDS))
                .pollDelay(Duration.ZERO)
                .until(() -> lastStep <= currentStep());
        lastStep = Math.max(lastStep + 1, currentStep());
        return at(lastStep);
    }

    private long currentStep() {
        return clock.instant().getEpochSecond() / STEP_SECONDS;
    }

    private String at(long step) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTime(Date.from(Instant.ofEpochSecond(step * STEP_SECONDS)));
        TimeBasedOTP totp = new TimeBasedOTP();
        totp.setCalendar(calendar);
        return totp.generateTOTP(secret);
    }
}
