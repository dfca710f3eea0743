package dev.relock.keycloak;

import dev.relock.decision.StepUp;
import dev.relock.decision.TrustPolicy;
import dev.relock.handshake.AgentPolicy;
import dev.relock.owner.Assurance;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** Reads the {@link RealmAttribute}s of one realm. A value that is not valid counts as absent and is logged. */
final class RealmSettings {
    private static final Logger LOG = Logger.getLogger("relock");

    private final RealmModel realm;

    RealmSettings(RealmModel realm) {
        this.realm = realm;
    }

    TrustPolicy trustPolicy() {
        return new TrustPolicy(
                number(RealmAttribute.TRUST_LIFETIME),
                number(RealmAttribute.TRUST_IDLE_LIFETIME),
                number(RealmAttribute.DEVICE_CAP),
                Assurance.MFA);
    }

    /** What trust may satisfy of requests that demand more than usual. */
    StepUp.Limits stepUpLimits() {
        return new StepUp.Limits(
                number(RealmAttribute.TRUST_LEVEL),
                text(RealmAttribute.TRUST_REAUTHENTICATION).equals("true"));
    }

    AgentPolicy agentPolicy() {
        return new AgentPolicy(
                number(RealmAttribute.ROTATION_INTERVAL),
                number(RealmAttribute.ROTATION_TOKENS),
                text(RealmAttribute.ROTATION_VIEW).equals("true"),
                number(RealmAttribute.IDLE),
                number(RealmAttribute.FORM_WAIT));
    }

    /** Origins beyond Keycloak's own and its clients' web origins that may use the gateway. */
    Set<Origin> extraOrigins() {
        return origins(RealmAttribute.ORIGINS);
    }

    /** Origins whose word on who their user is counts as {@link Assurance#ASSERTED}. */
    Set<Origin> assertedOrigins() {
        return origins(RealmAttribute.ASSERTED_ORIGINS);
    }

    /** What proxied origins must send as {@code X-Key-Wildcard}; empty means they need not. */
    String wildcard() {
        return text(RealmAttribute.WILDCARD);
    }

    /** How far {@code X-Key-Time} may be off, seconds; 0 means that it is not read. */
    int timeTolerance() {
        return number(RealmAttribute.TIME_TOLERANCE);
    }

    /** How much of an address names the network. */
    NetworkPrefix networkPrefix() {
        return new NetworkPrefix(
                number(RealmAttribute.NETWORK_PREFIX_IPV4), number(RealmAttribute.NETWORK_PREFIX_IPV6));
    }

    /** Ids of the clients whose web origins must bind their tokens to the request. */
    Set<String> boundClients() {
        return Arrays.stream(Constants.CFG_DELIMITER_PATTERN.split(text(RealmAttribute.BOUND_CLIENTS), -1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code auth} believes the reverse proxy's headers that tell of the original request. */
    boolean originalRequestTrusted() {
        return text(RealmAttribute.ORIGINAL_REQUEST).equals("true");
    }

    /** Whether a mail is sent; only a plain {@code false} switches it off. */
    boolean isOn(RealmAttribute mail) {
        return !text(mail).strip().equals("false");
    }

    /** How long a removal link in a mail is good, seconds. */
    int removalLinkLifetime() {
        return number(RealmAttribute.REMOVAL_LINK_LIFETIME);
    }

    Set<Origin> origins(RealmAttribute attribute) {
        Set<Origin> origins = new LinkedHashSet<>();
        String value = text(attribute);
        if (!value.isBlank()) {
            for (String part : Constants.CFG_DELIMITER_PATTERN.split(value, -1)) {
                try {
                    origins.add(Origin.parse(part.strip()));
                } catch (MalformedException e) {
                    LOG.warnf(
                            "Realm %s: attribute %s holds something that is not an origin; it is ignored",
                            realm.getName(), attribute.id());
                }
            }
        }
        return origins;
    }

    String text(RealmAttribute attribute) {
        String value = realm.getAttribute(attribute.id());
        return value == null ? attribute.byDefault() : value;
    }

    int number(RealmAttribute attribute) {
        String value = text(attribute);
        int byDefault = Integer.parseInt(attribute.byDefault());
        if (value.isBlank()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= attribute.min() && number <= attribute.max()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one complaint.
        }
        LOG.warnf(
                "Realm %s: attribute %s must be a number from %d to %d; %d is used",
                realm.getName(), attribute.id(), attribute.min(), attribute.max(), byDefault);
        return byDefault;
    }
}
