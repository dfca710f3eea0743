package dev.relock.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * A detail of Keycloak's readiness. It is never down: a node that trusts no browser at the moment still signs people in, with the
 * second factor, and must not be taken out of the load balancer for that.
 */
@Readiness
@ApplicationScoped
public class RelockHealthCheck implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Relock caches").up();
        Optional<RelockHealth> health = RelockHealth.current();
        if (health.isEmpty()) {
            return response.withData("trust", "not started").build();
        }
        return response.withData("trust", health.get().isConfirmed() ? "confirmed" : "in doubt")
                .withData("caches", health.get().caches())
                .build();
    }
}
