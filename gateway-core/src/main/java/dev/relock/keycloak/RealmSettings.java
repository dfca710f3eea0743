package dev.relock.keycloak;

import dev.relock.decision.TrustPolicy;
import dev.relock.handshake.AgentPolicy;
import dev.relock.owner.Assurance;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** A realm's {@code relock.*} attributes, typed. A value that is not valid counts as absent and is logged. */
final class RealmSettings {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final int DAY = 86_400;

    private final RealmModel realm;

    RealmSettings(RealmModel realm) {
        this.realm = realm;
    }

    TrustPolicy trustPolicy() {
        return new TrustPolicy(
                number("relock.trustLifetime", 30 * DAY, 60, 3650 * DAY),
                number("relock.trustIdleLifetime", 0, 0, 3650 * DAY),
                number("relock.deviceCap", 10, 1, 100),
                Assurance.MFA);
    }

    AgentPolicy agentPolicy() {
        return new AgentPolicy(
                number("relock.rotationInterval", 300, 30, 3000),
                number("relock.rotationTokens", 1000, 10, 1_000_000),
                "true".equals(realm.getAttribute("relock.rotationView")),
                number("relock.idle", 900, 60, 900),
                number("relock.formWait", 0, 0, 5000));
    }

    /** Origins beyond Keycloak's own and its clients' web origins that may use the gateway. */
    Set<Origin> extraOrigins() {
        return origins("relock.origins");
    }

    /** Origins whose word on who their user is counts as {@link Assurance#ASSERTED}. */
    Set<Origin> assertedOrigins() {
        return origins("relock.assertedOrigins");
    }

    /** What proxied origins must send as {@code X-Key-Wildcard}; empty means they need not. */
    String wildcard() {
        String value = realm.getAttribute("relock.wildcard");
        return value == null ? "" : value;
    }

    /** How far {@code X-Key-Time} may be off, seconds; 0 means that it is not read. */
    int timeTolerance() {
        return number("relock.timeTolerance", 0, 0, DAY);
    }

    private Set<Origin> origins(String name) {
        Set<Origin> origins = new LinkedHashSet<>();
        String value = realm.getAttribute(name);
        if (value != null && !value.isBlank()) {
            for (String part : Constants.CFG_DELIMITER_PATTERN.split(value, -1)) {
                try {
                    origins.add(Origin.parse(part.strip()));
                } catch (MalformedException e) {
                    LOG.warnf(
                            "Realm %s: attribute %s holds something that is not an origin; it is ignored",
                            realm.getName(), name);
                }
            }
        }
        return origins;
    }

    private int number(String name, int byDefault, int min, int max) {
        String value = realm.getAttribute(name);
        if (value == null || value.isBlank()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        LOG.warnf(
                "Realm %s: attribute %s must be a number from %d to %d; %d is used",
                realm.getName(), name, min, max, byDefault);
        return byDefault;
    }
}
