package dev.relock.keycloak;

import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;
import org.keycloak.urls.UrlType;

/** Which web origins may use a realm's gateway. */
final class RealmOrigins {
    /** Walking all clients on every exchange would be dear; a change counts after this many seconds. */
    private static final int CACHED_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger("relock");

    private static final ConcurrentMap<String, Known> CLIENT_ORIGINS = new ConcurrentHashMap<>();

    private final KeycloakSession session;
    private final RealmModel realm;

    RealmOrigins(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The origin of Keycloak's front end for this realm. */
    Optional<Origin> keycloak() {
        return Origin.of(session.getContext().getUri(UrlType.FRONTEND).getBaseUri());
    }

    /**
     * Whether that origin comes from the configuration. Where it only repeats what the request claims ({@code Host}), nothing
     * may be bound to it; {@code start-dev} is excepted.
     */
    boolean isKeycloakConfigured() {
        String realmUrl = realm.getAttribute("frontendUrl");
        return (realmUrl != null && !realmUrl.isBlank())
                || Config.scope("hostname", "v2").get("hostname") != null
                || Environment.isDevMode();
    }

    boolean allows(Origin origin, RealmSettings settings) {
        return keycloak().filter(origin::equals).isPresent()
                || settings.extraOrigins().contains(origin)
                || settings.assertedOrigins().contains(origin)
                || clientOrigins().contains(origin.value());
    }

    /** Whether the client's own web origins hold this one. */
    boolean belongsTo(ClientModel client, Origin origin) {
        return webOrigins(client).anyMatch(origin.value()::equals);
    }

    /** Whether one of these clients has this web origin. A client that is not there is an error of the administrator's. */
    boolean belongsToAny(Set<String> clientIds, Origin origin) {
        return clientIds.stream().anyMatch(id -> {
            ClientModel client = realm.getClientByClientId(id);
            if (client == null) {
                LOG.warnf(
                        "Realm %s: %s names a client that is not there",
                        realm.getName(), RealmAttribute.BOUND_CLIENTS.id());
            }
            return client != null && belongsTo(client, origin);
        });
    }

    private Set<String> clientOrigins() {
        long now = Time.currentTimeSeconds();
        Known known = CLIENT_ORIGINS.get(realm.getId());
        if (known == null || known.until <= now) {
            Set<String> origins = new HashSet<>();
            realm.getClientsStream()
                    .filter(ClientModel::isEnabled)
                    .flatMap(this::webOrigins)
                    .forEach(origins::add);
            known = new Known(origins, now + CACHED_SECONDS);
            CLIENT_ORIGINS.put(realm.getId(), known);
        }
        return known.origins;
    }

    /** A wildcard ({@code *}) allows nobody here: it is no statement about whose origin it is. */
    private Stream<String> webOrigins(ClientModel client) {
        return WebOriginsUtils.resolveValidWebOrigins(session, client).stream().filter(RealmOrigins::isOrigin);
    }

    private static boolean isOrigin(String text) {
        try {
            Origin.parse(text);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private record Known(Set<String> origins, long until) {}
}
