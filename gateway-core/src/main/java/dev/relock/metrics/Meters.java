package dev.relock.metrics;

import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Where measurements go. */
public interface Meters {
    /** Measures nothing. */
    Meters NONE = new Meters() {
        @Override
        public void time(Meter meter, String label, long nanos) {
            // Nobody wants to know.
        }

        @Override
        public void count(Meter meter, String label) {
            // Nobody wants to know.
        }

        @Override
        public void watch(Meter meter, String label, LongSupplier value) {
            // Nobody wants to know.
        }
    };

    /**
     * One more, which took so long.
     *
     * @param label value of {@link Meter#label}, from a fixed few
     */
    void time(Meter meter, String label, long nanos);

    /** One more. */
    void count(Meter meter, String label);

    /** A value that is read whenever somebody looks. */
    void watch(Meter meter, String label, LongSupplier value);

    /**
     * The metrics of Keycloak, where {@code metrics-enabled} is set. That they cannot be had is no reason not to start.
     */
    static Meters open(boolean enabled) {
        if (!enabled) {
            return NONE;
        }
        try {
            return new MicrometerMeters();
        } catch (LinkageError e) {
            Logger.getLogger("relock")
                    .warn("Metrics are enabled, but Micrometer is not there: Relock measures nothing");
            return NONE;
        }
    }
}
