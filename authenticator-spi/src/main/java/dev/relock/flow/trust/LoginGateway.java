package dev.relock.flow.trust;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.gateway.Failure;
import dev.relock.gateway.MailedBinding;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.SignInPolicy;
import dev.relock.gateway.Standing;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The gateway as a login sees it: whatever goes wrong in there counts as "nothing proven", so that the second factor is
 * asked and the login itself goes on. The one place in the flow that catches.
 */
public final class LoginGateway {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final String REFUSAL = "relock.refusal";

    private final KeycloakSession session;

    private LoginGateway(KeycloakSession session) {
        this.session = session;
    }

    public static LoginGateway of(KeycloakSession session) {
        return new LoginGateway(session);
    }

    /** Verifies a proof and spends its token. */
    public Optional<DeviceEvidence> prove(DeviceProof proof, TokenContext context) {
        return ask(
                "verify a proof",
                Optional.empty(),
                gateway -> remember(gateway.verifyInLogin(proof, context)).proven());
    }

    /** The same outside of a login; a gateway that cannot answer refuses. */
    public Verification verify(DeviceProof proof, TokenUse use, Optional<Origin> requestOrigin) {
        return ask(
                "verify a proof",
                new Verification.Refused(Refusal.UNAVAILABLE),
                gateway -> gateway.verify(proof, use, requestOrigin));
    }

    /** Why the last proof of this request was not accepted, or empty; for events only. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(session.getAttribute(REFUSAL, Refusal.class));
    }

    private Verification remember(Verification verification) {
        if (verification instanceof Verification.Refused refused) {
            session.setAttribute(REFUSAL, refused.refusal());
        }
        return verification;
    }

    /** Looks again at a device that has proven itself earlier in this login; see {@link RelockGateway#recall}. */
    public Optional<DeviceEvidence> recall(String deviceId, String epochId, long provenAt) {
        return ask("recall a device", Optional.empty(), gateway -> gateway.recall(deviceId, epochId, provenAt));
    }

    /**
     * Decides for this user as things are now.
     *
     * @param user null while nobody is named yet; then nothing is trusted
     */
    public TrustState trust(Optional<DeviceEvidence> evidence, UserModel user) {
        if (user == null) {
            return TrustState.UNPROVEN;
        }
        return ask("decide", TrustState.UNPROVEN, gateway -> gateway.trust(evidence, user, gateway.policy()));
    }

    /** How a device that proved itself earlier stands to the user now; see {@link RelockGateway#standing}. */
    public Standing standing(String deviceId, UserModel user) {
        return ask("look at a device", Standing.UNKNOWN, gateway -> gateway.standing(deviceId, user));
    }

    /** What trust may satisfy of a request that demands more than usual, or empty when it cannot be read. */
    public Optional<StepUp.Limits> stepUpLimits() {
        return ask("read the policy", Optional.empty(), gateway -> Optional.of(gateway.stepUpLimits()));
    }

    /** The realm's policy, or empty when it cannot be read. */
    public Optional<TrustPolicy> policy() {
        return ask("read the policy", Optional.empty(), gateway -> Optional.of(gateway.policy()));
    }

    /** Whether trust, once decided, counts: not where the realm only wants reports, nor where its policy cannot be read. */
    public boolean counts() {
        return policy().filter(policy -> !policy.reportOnly()).isPresent();
    }

    /** Whether the realm only wants to be told what would be decided. */
    public boolean onlyReports() {
        return policy().filter(TrustPolicy::reportOnly).isPresent();
    }

    /** What the realm says about signing in, or empty when it cannot be read. */
    public Optional<SignInPolicy> signInPolicy() {
        return ask("read the policy", Optional.empty(), gateway -> Optional.of(gateway.signInPolicy()));
    }

    /** The user's binding to the device, whatever it is worth. */
    public Optional<OwnerBinding> binding(DeviceEvidence evidence, UserModel user) {
        return ask("look for a binding", Optional.empty(), gateway -> gateway.binding(evidence, user));
    }

    /** See {@link RelockGateway#passwordName}. */
    public Optional<String> passwordName(UserModel user) {
        return ask("look at a password", Optional.empty(), gateway -> Optional.of(gateway.passwordName(user)));
    }

    /**
     * Makes the user, who has just passed a second factor, an owner of the device.
     *
     * @return whether the device is bound now
     */
    public boolean bind(DeviceEvidence evidence, UserModel user, TrustPolicy policy) {
        return ask(
                "bind a device",
                false,
                gateway -> gateway.bind(evidence, user, Assurance.MFA, policy).isPresent());
    }

    /** Whether the user can be mailed a link; see {@link MailedBinding}. */
    public boolean canReachByMail(UserModel user) {
        return ask(
                "look for a way to mail",
                false,
                gateway -> gateway.mailedBinding().canReach(user));
    }

    /**
     * Mails the user, who has just passed a second factor, the link that makes the device trusted.
     *
     * @return whether it is on its way
     */
    public boolean askByMail(DeviceEvidence evidence, UserModel user, TrustPolicy policy) {
        return ask("mail a link", false, gateway -> {
            gateway.mailedBinding().ask(evidence, user, policy);
            return true;
        });
    }

    /**
     * Notes that the user has signed in on a device that is trusted for him.
     *
     * @param fully whether the user has shown more than the device itself
     */
    public void used(DeviceEvidence evidence, UserModel user, boolean fully) {
        ask("note a sign-in", true, gateway -> {
            gateway.used(evidence, user, fully);
            return true;
        });
    }

    /** What the user still has to be told; see {@link RelockGateway#collisionsToTell}. */
    public List<OwnerBinding> collisionsToTell(UserModel user) {
        return ask("look for collisions", List.of(), gateway -> gateway.collisionsToTell(user));
    }

    /** The user has been told. */
    public void collisionsTold(UserModel user) {
        ask("note that a collision was told", true, gateway -> {
            gateway.collisionsTold(user);
            return true;
        });
    }

    private <T> T ask(String purpose, T otherwise, Function<RelockGateway, T> question) {
        try {
            return question.apply(session.getProvider(RelockGateway.class));
        } catch (RuntimeException e) {
            LOG.errorf("Could not %s; the login goes on without: %s", purpose, Failure.of(e));
            return otherwise;
        }
    }
}
