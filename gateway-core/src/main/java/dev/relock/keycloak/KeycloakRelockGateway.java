package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.gateway.DeviceRemoval;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.GatewayProof;
import dev.relock.gateway.MailedBinding;
import dev.relock.gateway.OwnedDevices;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.RequestPolicy;
import dev.relock.gateway.SignInOutcome;
import dev.relock.gateway.SignInPolicy;
import dev.relock.gateway.SignInRequest;
import dev.relock.gateway.SignedInOwner;
import dev.relock.gateway.Standing;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.limit.Limits;
import dev.relock.message.ExchangeMessage;
import dev.relock.metrics.Meters;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The gateway of one realm, in one request: what the others see of its parts. */
final class KeycloakRelockGateway implements RelockGateway {
    private final RealmContext context;
    private final Ownership ownership;

    KeycloakRelockGateway(
            KeycloakSession session, RealmModel realm, RelockCaches caches, Limits limits, Meters meters) {
        this.context = RealmContext.of(session, realm, caches, limits, meters);
        this.ownership = new Ownership(context);
    }

    @Override
    public ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        return new ExchangeDoor(context).exchange(message, requestOrigin, sealedCookie);
    }

    @Override
    public Verification verify(DeviceProof proof, TokenContext tokenContext, Optional<Origin> requestOrigin) {
        return new ProofDoor(context).verify(proof, tokenContext, requestOrigin);
    }

    @Override
    public Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin) {
        return new ProofDoor(context).verify(proof, use, requestOrigin);
    }

    @Override
    public Verification verifyInLogin(DeviceProof proof, TokenContext tokenContext) {
        return new ProofDoor(context).verifyInLogin(proof, tokenContext);
    }

    @Override
    public Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt) {
        return new ProofDoor(context).recall(deviceId, epochId, provenAt);
    }

    @Override
    public TrustPolicy policy() {
        return context.policy();
    }

    @Override
    public TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
        return context.stopwatch().decision(() -> ownership.trust(evidence, user, policy));
    }

    @Override
    public Standing standing(String deviceId, UserModel user) {
        Optional<DeviceEvidence> evidence = recall(deviceId, "", context.now());
        return ownership.standing(deviceId, evidence, user, policy());
    }

    @Override
    public StepUp.Limits stepUpLimits() {
        return context.settings().stepUpLimits();
    }

    @Override
    public Optional<OwnerBinding> bind(
            DeviceEvidence evidence, UserModel user, Assurance assurance, TrustPolicy policy) {
        return ownership.bind(evidence, user, assurance, policy);
    }

    @Override
    public void used(DeviceEvidence evidence, UserModel user, boolean fully) {
        ownership.used(evidence, user, fully);
    }

    @Override
    public Optional<OwnerBinding> binding(DeviceEvidence evidence, UserModel user) {
        return OwnerBindings.of(user).find(evidence.device());
    }

    @Override
    public SignInPolicy signInPolicy() {
        return context.settings().signInPolicy();
    }

    @Override
    public String passwordName(UserModel user) {
        return AccountLook.password(user);
    }

    @Override
    public void passwordReplaced(UserModel user, String former) {
        ownership.passwordReplaced(user, former);
    }

    @Override
    public SignInOutcome signIn(DeviceEvidence evidence, SignInRequest request) {
        return sessions().signIn(evidence, request);
    }

    @Override
    public void signOut(DeviceEvidence evidence, boolean forget) {
        sessions().signOut(evidence, forget);
    }

    @Override
    public boolean isAuthenticated(DeviceEvidence evidence) {
        return sessions().isAuthenticated(evidence);
    }

    @Override
    public Optional<SignedInOwner> signedIn(DeviceEvidence evidence) {
        return sessions().signedIn(evidence);
    }

    @Override
    public Optional<GatewayProof> greet(DeviceEvidence evidence) {
        return sessions().greet(evidence);
    }

    @Override
    public void clear(DeviceEvidence evidence) {
        sessions().clear(evidence);
    }

    @Override
    public void closeTab(DeviceEvidence evidence) {
        sessions().closeTab(evidence);
    }

    @Override
    public List<OwnerBinding> collisionsToTell(UserModel user) {
        return CollisionNotice.due(user);
    }

    @Override
    public void collisionsTold(UserModel user) {
        CollisionNotice.told(user);
    }

    @Override
    public MailedBinding mailedBinding() {
        return new BindLink(context, ownership);
    }

    @Override
    public DeviceRemoval removal() {
        return new RemovalLink(context);
    }

    @Override
    public RequestPolicy requestPolicy() {
        return new RequestPolicy(
                context.settings().wildcard(),
                context.settings().timeTolerance(),
                context.settings().originalRequestTrusted());
    }

    @Override
    public boolean allows(Origin origin) {
        return context.allows(origin);
    }

    @Override
    public boolean isKeycloakOrigin(Origin origin) {
        return context.isKeycloakOrigin(origin);
    }

    @Override
    public OwnedDevices ownedDevices() {
        return new KeycloakOwnedDevices(context);
    }

    @Override
    public void close() {
        // Holds nothing of its own.
    }

    private DeviceSessions sessions() {
        return new DeviceSessions(context, ownership);
    }
}
