package dev.relock.gateway;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.message.ExchangeMessage;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * The gateway of the session's realm: the one place that verifies. Get it by {@code
 * session.getProvider(RelockGateway.class)}.
 */
public interface RelockGateway extends Provider {
    /** Note of a Keycloak session that was opened without a second factor: the id of the trusted device. */
    String SESSION_NOTE = "relock.device";
    /** Note of a Keycloak session in which a device became trusted: the id of that device. */
    String BOUND_NOTE = "relock.bound";
    /** Required action that tells an owner, on a page, of devices that have turned up twice. */
    String NOTICE_ACTION = "relock-notice";

    /** Note of a Keycloak session: the id of the device that proved itself when the user signed in; see relock-session. */
    String GUARD_NOTE = "relock.session";

    /** Note of a Keycloak session: the {@link #passwordName} when the user signed in. */
    String PASSWORD_NOTE = "relock.password";

    /**
     * Key agreement: {@code POST exchange}.
     *
     * @param requestOrigin the {@code Origin} header
     * @param sealedCookie {@code __Secure-RELOCK}, or null
     */
    ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie);

    /**
     * Verifies a proof whose token must be good for exactly {@code context}, and spends the token.
     *
     * @param requestOrigin the {@code Origin} header; empty where none was sent or it is {@code null}, then the epoch's
     *     counts, since it is under the MAC
     */
    Verification verify(DeviceProof proof, TokenContext context, Optional<Origin> requestOrigin);

    /** The same for an endpoint, where several kinds of tokens may do. */
    Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin);

    /** Signs the user in on the device session: {@code POST login}. */
    SignInOutcome signIn(DeviceEvidence evidence, SignInRequest request);

    /**
     * Signs out: {@code POST logout}.
     *
     * @param forget whether the user who was signed in also gives up the ownership
     */
    void signOut(DeviceEvidence evidence, boolean forget);

    /** Whether a live sign-in is tied to the device session. */
    boolean isAuthenticated(DeviceEvidence evidence);

    /** Who that is, where Keycloak itself has verified it; empty when an application merely said so. */
    Optional<SignedInOwner> signedIn(DeviceEvidence evidence);

    /** Proves the gateway to the page that sent the proof. */
    Optional<GatewayProof> greet(DeviceEvidence evidence);

    /** Erases the device, its session and its bindings: {@code POST clear}. */
    void clear(DeviceEvidence evidence);

    /** The tab is gone: ends its epoch. */
    void closeTab(DeviceEvidence evidence);

    /** What requests must show beyond their proof. */
    RequestPolicy requestPolicy();

    /** Whether pages of this origin may use the gateway. */
    boolean allows(Origin origin);

    /** Whether it is the origin of Keycloak's own front end. */
    boolean isKeycloakOrigin(Origin origin);

    /**
     * Verifies a proof inside a Keycloak login and spends its token. Beyond the checks of docs/protocol.md section 8 the
     * epoch must be of Keycloak's own origin and younger than ten minutes.
     */
    Verification verifyInLogin(DeviceProof proof, TokenContext context);

    /**
     * Looks again at a device that has proven itself earlier in the same login, as its state is now.
     *
     * @param deviceId as noted
     * @param epochId as noted, hex
     * @param provenAt as noted, seconds since 1970
     * @return empty when the device has ended; the epoch may have ended with its page
     */
    Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt);

    /** The realm's policy, from its {@code relock.*} attributes. */
    TrustPolicy policy();

    /** Decides for this user, with the binding as it is stored now. */
    TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy);

    /**
     * How a device that proved itself earlier, perhaps long ago, stands to this user now. It changes nothing and proves
     * nothing: it is for telling applications, never for letting anybody in.
     *
     * @param deviceId as proven then
     */
    Standing standing(String deviceId, UserModel user);

    /** What trust may satisfy of a request that demands more than usual. */
    StepUp.Limits stepUpLimits();

    /**
     * Makes this user an owner of the device, or renews the ownership.
     *
     * @return the binding, or empty when the device may not be bound: it has ended or collided, is of another origin, or
     *     Keycloak has no configured hostname
     */
    Optional<OwnerBinding> bind(DeviceEvidence evidence, UserModel user, Assurance assurance, TrustPolicy policy);

    /**
     * Notes that an owned device was used to sign in; writes at most once an hour.
     *
     * @param fully whether the user has shown more than the device itself, such as a password
     */
    void used(DeviceEvidence evidence, UserModel user, boolean fully);

    /** The user's binding to the device, whatever it is worth; only {@link #trust} says that. */
    Optional<OwnerBinding> binding(DeviceEvidence evidence, UserModel user);

    /** What the realm says about signing in, beyond what is trusted. */
    SignInPolicy signInPolicy();

    /** Names the user's present password without telling it; a new password has a new name. Empty if none is stored. */
    String passwordName(UserModel user);

    /**
     * The user has, while signed in, put another password in the place of a former one: what rested on that rests on the
     * present one.
     *
     * @param former its {@link #passwordName}
     */
    void passwordReplaced(UserModel user, String former);

    /** The devices that the realm's users own, for those who manage them. */
    OwnedDevices ownedDevices();

    /** The user's devices that have turned up twice, as far as the user has not been told so on a page. */
    List<OwnerBinding> collisionsToTell(UserModel user);

    /** The user has been told of {@link #collisionsToTell}. */
    void collisionsTold(UserModel user);

    /** Trust by the link of a mail. */
    MailedBinding mailedBinding();

    /** Removal by the link of a mail. */
    DeviceRemoval removal();
}
