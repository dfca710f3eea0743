package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.protocol.Origin;
import dev.relock.store.Store;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** What the parts of one realm's gateway share in one request. */
record RealmContext(
        KeycloakSession session,
        RealmModel realm,
        RelockCaches caches,
        RealmSettings settings,
        RealmOrigins origins,
        KeycloakFacts facts,
        RealmKeys keys,
        String issuer) {

    static RealmContext of(KeycloakSession session, RealmModel realm, RelockCaches caches) {
        return new RealmContext(
                session,
                realm,
                caches,
                new RealmSettings(realm),
                new RealmOrigins(session, realm),
                new KeycloakFacts(session, realm),
                new RealmKeys(session, realm),
                Urls.realmIssuer(session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), realm.getName()));
    }

    DeviceStore devices() {
        return caches.devices();
    }

    Store<Epoch> epochs() {
        return caches.epochs();
    }

    /** The realm's policy, for the client that is being signed in to. */
    TrustPolicy policy() {
        return settings.trustPolicy(ClientTrust.isEnough(session));
    }

    boolean allows(Origin origin) {
        return origins.allows(origin, settings);
    }

    boolean isKeycloakOrigin(Origin origin) {
        return origins.keycloak().filter(origin::equals).isPresent();
    }

    /** Names the device in the store. */
    String key(DeviceEvidence evidence) {
        return DeviceIdentity.key(realm.getId(), evidence.device());
    }

    /** Seconds since 1970, by the server's clock. */
    long now() {
        return Time.currentTimeSeconds();
    }
}
