package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.limit.Limits;
import dev.relock.metrics.Meters;
import dev.relock.protocol.Origin;
import dev.relock.store.Store;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * What the parts of one realm's gateway share in one request.
 *
 * @param generation names the time since the stores were last empty; see {@link dev.relock.store.Generation}
 * @param eventsIn makes the event log of a session, which need not be this one
 * @param newTransaction does what the transaction of the request cannot do any more
 */
record RealmContext(
        KeycloakSession session,
        RealmModel realm,
        DeviceStore devices,
        Store<Epoch> epochs,
        Limits limits,
        RealmSettings settings,
        RealmOrigins origins,
        KeycloakFacts facts,
        RealmKeys keys,
        Supplier<String> generation,
        Function<KeycloakSession, DeviceEvents> eventsIn,
        NewTransaction newTransaction,
        Stopwatch stopwatch,
        String issuer) {

    static RealmContext of(
            KeycloakSession session, RealmModel realm, RelockCaches caches, Limits limits, Meters meters) {
        return new RealmContext(
                session,
                realm,
                caches.devices(),
                caches.epochs(),
                limits,
                new RealmSettings(realm),
                new RealmOrigins(session, realm),
                new KeycloakFacts(session, realm),
                new RealmKeys(session, realm),
                caches::generation,
                inSession -> new KeycloakDeviceEvents(
                        inSession, inSession.getContext().getRealm()),
                job -> KeycloakModelUtils.runJobInTransaction(
                        session.getKeycloakSessionFactory(), session.getContext(), job),
                new Stopwatch(meters),
                Urls.realmIssuer(session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), realm.getName()));
    }

    /** The event log of this session. */
    DeviceEvents events() {
        return eventsIn.apply(session);
    }

    /** The realm's policy, for the client that is being signed in to. */
    TrustPolicy policy() {
        return settings.trustPolicy(ClientTrust.isEnough(session));
    }

    /** How things are with the accounts of the realm. */
    AccountLook account() {
        return new AccountLook(session, realm, settings.networkPrefix());
    }

    boolean allows(Origin origin) {
        return origins.allows(origin, settings);
    }

    boolean isKeycloakOrigin(Origin origin) {
        return origins.keycloak().filter(origin::equals).isPresent();
    }

    /** Does something in a session and a transaction of its own, in the same realm. */
    interface NewTransaction {
        void run(KeycloakSessionTask job);
    }

    /** What follows a collision, done in that session. */
    Collisions collisions(KeycloakSession inSession) {
        return new Collisions(inSession, inSession.getContext().getRealm(), eventsIn.apply(inSession));
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
