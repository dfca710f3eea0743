package dev.relock.keycloak;

import dev.relock.decision.Endings;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustPolicy;
import dev.relock.gateway.BindAfter;
import dev.relock.gateway.SignInPolicy;
import dev.relock.handshake.AgentPolicy;
import dev.relock.owner.Assurance;
import dev.relock.protocol.AgentVersion;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/** Reads the {@link RealmAttribute}s of one realm. A value that is not valid counts as absent and is logged. */
final class RealmSettings {
    private static final Logger LOG = Logger.getLogger("relock");

    /** Flags that ask more, trust less or tell more when they are true; of all others false is the safer one. */
    private static final Set<RealmAttribute> SAFER_TRUE = EnumSet.of(
            RealmAttribute.REPORT_ONLY,
            RealmAttribute.SAME_NETWORK,
            RealmAttribute.END_ON_FACTOR,
            RealmAttribute.END_ON_EMAIL,
            RealmAttribute.END_ON_SIGN_OUT,
            RealmAttribute.END_ON_DISABLED,
            RealmAttribute.MAIL_TRUSTED,
            RealmAttribute.MAIL_SUSPENDED,
            RealmAttribute.MAIL_REMOVED);

    private final RealmModel realm;

    RealmSettings(RealmModel realm) {
        this.realm = realm;
    }

    /**
     * @param clientTrusts whether a trusted browser is enough for the client in question
     */
    TrustPolicy trustPolicy(boolean clientTrusts) {
        return new TrustPolicy(
                number(RealmAttribute.TRUST_LIFETIME),
                number(RealmAttribute.TRUST_IDLE_LIFETIME),
                number(RealmAttribute.DEVICE_CAP),
                Assurance.MFA,
                flag(RealmAttribute.ENABLED),
                clientTrusts,
                flag(RealmAttribute.REPORT_ONLY),
                flag(RealmAttribute.SAME_NETWORK),
                new Endings(
                        endingPasswords(),
                        flag(RealmAttribute.END_ON_FACTOR),
                        flag(RealmAttribute.END_ON_EMAIL),
                        flag(RealmAttribute.END_ON_SIGN_OUT)));
    }

    SignInPolicy signInPolicy() {
        return new SignInPolicy(
                number(RealmAttribute.REMEMBER_ME),
                words(RealmAttribute.BIND_FACTORS),
                BindAfter.of(text(RealmAttribute.BIND_AFTER).strip()));
    }

    /** Whether the browsers of a user who is disabled are removed. */
    boolean endsWhenDisabled() {
        return flag(RealmAttribute.END_ON_DISABLED);
    }

    /** What trust may satisfy of requests that demand more than usual. */
    StepUp.Limits stepUpLimits() {
        return new StepUp.Limits(number(RealmAttribute.TRUST_LEVEL), flag(RealmAttribute.TRUST_REAUTHENTICATION));
    }

    /** Whether an agent that says it is of this version still gets keys. */
    boolean allowsAgent(String version) {
        return AgentVersion.parse(text(RealmAttribute.MINIMUM_AGENT).strip())
                .map(oldest -> AgentVersion.parse(version)
                        .filter(told -> told.compareTo(oldest) >= 0)
                        .isPresent())
                .orElse(true);
    }

    AgentPolicy agentPolicy() {
        return new AgentPolicy(
                number(RealmAttribute.ROTATION_INTERVAL),
                number(RealmAttribute.ROTATION_TOKENS),
                flag(RealmAttribute.ROTATION_VIEW),
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
        return Set.copyOf(words(RealmAttribute.BOUND_CLIENTS));
    }

    /** Whether {@code auth} believes the reverse proxy's headers that tell of the original request. */
    boolean originalRequestTrusted() {
        return flag(RealmAttribute.ORIGINAL_REQUEST);
    }

    /** How long a browser whose trust has run out stays in its owner's list, seconds. */
    int expiredKept() {
        return number(RealmAttribute.EXPIRED_KEPT);
    }

    /** How long a removal link in a mail is good, seconds. */
    int removalLinkLifetime() {
        return number(RealmAttribute.REMOVAL_LINK_LIFETIME);
    }

    /** How long a link in a mail can make a browser trusted, seconds. */
    int bindLinkLifetime() {
        return number(RealmAttribute.BIND_LINK_LIFETIME);
    }

    /** A mistyped value was meant to say something else than the default; it takes the safer meaning. */
    Endings.Password endingPasswords() {
        String value = text(RealmAttribute.END_ON_PASSWORD).strip();
        for (Endings.Password which : Endings.Password.values()) {
            if (which.name().toLowerCase(Locale.ROOT).equals(value)) {
                return which;
            }
        }
        return Endings.Password.ANY;
    }

    /** What is neither true nor false was meant to say something else than the default; it takes the safer meaning. */
    boolean flag(RealmAttribute attribute) {
        String value = text(attribute).strip();
        return value.equals("true") || (!value.equals("false") && SAFER_TRUE.contains(attribute));
    }

    private List<String> words(RealmAttribute attribute) {
        return Arrays.stream(Constants.CFG_DELIMITER_PATTERN.split(text(attribute), -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
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
        return value == null || value.isBlank() ? attribute.byDefault() : value;
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
