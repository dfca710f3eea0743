package dev.relock.health;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where what Keycloak's factory knows and what makes its health checks meet: neither knows the other. */
public final class RelockHealth {
    private static volatile Optional<RelockHealth> current = Optional.empty();

    private final BooleanSupplier confirmed;
    private final Supplier<String> caches;

    private RelockHealth(BooleanSupplier confirmed, Supplier<String> caches) {
        this.confirmed = confirmed;
        this.caches = caches;
    }

    /**
     * From now on this is told.
     *
     * @param confirmed whether the caches may be relied upon
     * @param caches where they are
     */
    public static void report(BooleanSupplier confirmed, Supplier<String> caches) {
        current = Optional.of(new RelockHealth(confirmed, caches));
    }

    /** Empty until Relock has started. */
    static Optional<RelockHealth> current() {
        return current;
    }

    boolean isConfirmed() {
        return confirmed.getAsBoolean();
    }

    String caches() {
        return caches.get();
    }
}
