package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.device.EpochRef;
import dev.relock.device.SignedIn;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.GatewayProof;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.RequestPolicy;
import dev.relock.gateway.SignInOutcome;
import dev.relock.gateway.SignInPolicy;
import dev.relock.gateway.SignInRequest;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.handshake.Handshake;
import dev.relock.message.ExchangeMessage;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** The gateway of one realm, in one request. */
final class KeycloakRelockGateway implements RelockGateway {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final String CLEARED = "cleared";
    /** A login needs an epoch younger than this, seconds. */
    private static final long LOGIN_EPOCH_AGE = 600;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RelockCaches caches;
    private final DeviceStore devices;
    private final Store<Epoch> epochs;
    private final RealmSettings settings;
    private final RealmOrigins origins;
    private final KeycloakFacts facts;
    private final AccountLook account;
    private final RealmKeys keys;
    private final String issuer;

    KeycloakRelockGateway(KeycloakSession session, RealmModel realm, RelockCaches caches) {
        this.session = session;
        this.realm = realm;
        this.caches = caches;
        this.devices = caches.devices();
        this.epochs = caches.epochs();
        this.settings = new RealmSettings(realm);
        this.origins = new RealmOrigins(session, realm);
        this.facts = new KeycloakFacts(session, realm);
        this.account = new AccountLook(session, realm);
        this.keys = new RealmKeys(session, realm);
        this.issuer =
                Urls.realmIssuer(session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), realm.getName());
    }

    @Override
    public ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        if (requestOrigin.filter(message.origin()::equals).isEmpty() || !allows(message.origin())) {
            return ExchangeReplies.refusal(401, "This origin may not use the gateway");
        }
        if (!message.isSignedByDevice()) {
            return ExchangeReplies.refusal(401, "The device's signature is wrong");
        }
        try {
            Handshake handshake = new Handshake(realm.getId(), issuer, devices, epochs, keys, caches.generation());
            String network =
                    NetworkPrefix.of(session.getContext().getConnection().getRemoteAddr());
            ExchangeOutcome outcome = handshake.handle(message, sealedCookie, network, now());
            return reply(message, handshake, outcome);
        } catch (MalformedException e) {
            return ExchangeReplies.refusal(400, e.getMessage());
        } catch (StoreUnavailableException e) {
            LOG.warnf("An exchange could not be made: %s", e.getMessage());
            return ExchangeReplies.refusal(503, "The gateway cannot answer now");
        }
    }

    private ExchangeReply reply(ExchangeMessage message, Handshake handshake, ExchangeOutcome outcome) {
        ExchangeReplies replies = new ExchangeReplies(issuer, keys);
        if (outcome instanceof Accepted accepted) {
            ExchangeReply.Cookies cookies = new ExchangeReply.Cookies(
                    handshake.seal(accepted.state(), now()),
                    message.base(),
                    accepted.epoch().session(),
                    isKeycloakOrigin(message.origin()));
            return replies.answer(message, accepted, facts, settings.agentPolicy(), cookies, now());
        }
        if (outcome instanceof Challenged challenged) {
            return replies.challenge(message, challenged);
        }
        if (outcome instanceof Ended ended) {
            return replies.ended(message, ended.reason());
        }
        if (outcome instanceof Collided collided) {
            new Collisions(session, realm).punish(collided.before(), collided.owners());
            return replies.ended(message, Handshake.COLLISION);
        }
        return ExchangeReplies.refusal(429, "Too many browsers; try again later");
    }

    @Override
    public Verification verify(DeviceProof proof, TokenContext context, Optional<Origin> requestOrigin) {
        return verify(proof, context, epoch -> {
            Origin origin = epoch.identity().origin();
            boolean fits = requestOrigin.isEmpty() || requestOrigin.get().equals(origin);
            return fits && allows(origin) ? Optional.empty() : Optional.of(Refusal.ORIGIN);
        });
    }

    @Override
    public Verification verifyInLogin(DeviceProof proof, TokenContext context) {
        return verify(proof, context, epoch -> {
            if (!isKeycloakOrigin(epoch.identity().origin())) {
                return Optional.of(Refusal.ORIGIN);
            }
            return now() - epoch.openedAt() > LOGIN_EPOCH_AGE ? Optional.of(Refusal.EXPIRED) : Optional.empty();
        });
    }

    private Verification verify(DeviceProof proof, TokenContext context, ProofVerifier.Requirement requirement) {
        try {
            return verifier().verify(proof, context, requirement, now());
        } catch (StoreUnavailableException e) {
            LOG.warnf("A proof could not be verified: %s", e.getMessage());
            return new Verification.Refused(Refusal.UNAVAILABLE);
        }
    }

    private ProofVerifier verifier() {
        return new ProofVerifier(realm.getId(), origins.keycloak(), devices, epochs);
    }

    @Override
    public Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt) {
        try {
            return verifier().recall(DeviceId.parse(deviceId), epochId, provenAt);
        } catch (MalformedException | StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    @Override
    public TrustPolicy policy() {
        return settings.trustPolicy(ClientTrust.isEnough(session));
    }

    @Override
    public TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
        Optional<OwnerBinding> binding =
                evidence.flatMap(proven -> OwnerBindings.of(user).find(proven.device()));
        if (binding.isPresent() && !evidence.get().owners().contains(user.getId())) {
            // The cache was lost or the realm imported; the credential is the truth.
            devices.update(key(evidence.get()), state -> state.withOwner(user.getId()));
        }
        return TrustDecision.decide(evidence, binding, account.at(user, policy.sameNetwork()), policy, now());
    }

    @Override
    public Optional<OwnerBinding> bind(
            DeviceEvidence evidence, UserModel user, Assurance assurance, TrustPolicy policy) {
        if (!origins.isKeycloakConfigured()) {
            LOG.warn("No hostname is configured, so no device is bound: set --hostname");
            return Optional.empty();
        }
        if (assurance == Assurance.MFA && !evidence.keycloakOrigin()) {
            return Optional.empty();
        }
        OwnerBindings bindings = OwnerBindings.of(user);
        if (bindings.find(evidence.device()).filter(OwnerBinding::isSuspended).isPresent()) {
            // What was suspended stays so: the browser starts over with a new key.
            devices.update(key(evidence), state -> state.end("revoked"));
            return Optional.empty();
        }
        if (devices.update(key(evidence), state -> state.withOwner(user.getId()))
                .isEmpty()) {
            return Optional.empty();
        }
        String label = DeviceLabel.of(session, evidence);
        return Optional.of(
                bindings.bind(evidence, assurance, policy, label, account.at(user, policy.sameNetwork()), now()));
    }

    @Override
    public void used(DeviceEvidence evidence, UserModel user, boolean fully) {
        OwnerBindings bindings = OwnerBindings.of(user);
        bindings.find(evidence.device()).ifPresent(binding -> bindings.used(binding, evidence, fully, now()));
    }

    @Override
    public Optional<OwnerBinding> binding(DeviceEvidence evidence, UserModel user) {
        return OwnerBindings.of(user).find(evidence.device());
    }

    @Override
    public SignInPolicy signInPolicy() {
        return settings.signInPolicy();
    }

    @Override
    public String passwordName(UserModel user) {
        return AccountLook.password(user);
    }

    @Override
    public SignInOutcome signIn(DeviceEvidence evidence, SignInRequest request) {
        Optional<DeviceSignIn.Identified> identified =
                new DeviceSignIn(session, realm, origins, settings).identify(evidence, request);
        if (identified.isEmpty()) {
            return SignInOutcome.NOT_PROVEN;
        }
        SignedIn signedIn = identified.get().signedIn();
        if (devices.update(key(evidence), state -> state.withSignedIn(signedIn)).isEmpty()) {
            return SignInOutcome.ENDED;
        }
        identified.get().user().ifPresent(user -> bind(evidence, user, Assurance.AUTHENTICATED, policy()));
        return SignInOutcome.SIGNED_IN;
    }

    @Override
    public void signOut(DeviceEvidence evidence, boolean forget) {
        Optional<SignedIn> before = devices.get(key(evidence)).map(DeviceState::signedIn);
        devices.update(key(evidence), state -> state.withSignedIn(null));
        // What an application merely said is nobody's id, and owns nothing.
        if (forget && before.isPresent() && !before.get().userSession().isEmpty()) {
            String userId = before.get().user();
            devices.update(key(evidence), state -> state.withoutOwner(userId));
            removeBinding(userId, evidence.device());
        }
    }

    @Override
    public boolean isAuthenticated(DeviceEvidence evidence) {
        return devices.get(key(evidence)).filter(facts::authenticated).isPresent();
    }

    @Override
    public Optional<GatewayProof> greet(DeviceEvidence evidence) {
        return epochs.get(evidence.epochId()).map(new ExchangeReplies(issuer, keys)::proof);
    }

    @Override
    public void clear(DeviceEvidence evidence) {
        Optional<DeviceState> before = devices.get(key(evidence));
        if (devices.update(key(evidence), state -> state.end(CLEARED)).isEmpty()) {
            return;
        }
        before.ifPresent(state -> {
            state.epochs().stream().map(EpochRef::id).forEach(epochs::remove);
            state.owners().forEach(owner -> removeBinding(owner, evidence.device()));
        });
    }

    @Override
    public void closeTab(DeviceEvidence evidence) {
        devices.update(key(evidence), state -> state.withoutEpoch(evidence.epochId()));
        epochs.remove(evidence.epochId());
    }

    @Override
    public RequestPolicy requestPolicy() {
        return new RequestPolicy(settings.wildcard(), settings.timeTolerance());
    }

    @Override
    public boolean isKeycloakOrigin(Origin origin) {
        return origins.keycloak().filter(origin::equals).isPresent();
    }

    @Override
    public void close() {
        // Holds nothing of its own.
    }

    private void removeBinding(String userId, DeviceId device) {
        UserModel user = session.users().getUserById(realm, userId);
        if (user != null) {
            OwnerBindings.of(user).remove(device);
        }
    }

    private boolean allows(Origin origin) {
        return origins.allows(origin, settings);
    }

    private String key(DeviceEvidence evidence) {
        return DeviceIdentity.key(realm.getId(), evidence.device());
    }

    private static long now() {
        return Time.currentTimeSeconds();
    }
}
