package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.gateway.MailedBinding;
import dev.relock.owner.Assurance;
import dev.relock.proof.DeviceProof;
import dev.relock.token.TokenContext;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Makes the links of mails that make a browser trusted, and follows them. */
final class BindLink implements MailedBinding {
    private static final int ID_BYTES = 16;

    private final RealmContext context;
    private final KeycloakSession session;
    private final Ownership ownership;
    private final MailedKey<BindToken> keys;

    BindLink(RealmContext context, Ownership ownership) {
        this.context = context;
        this.session = context.session();
        this.ownership = ownership;
        this.keys = new MailedKey<>(context, BindToken.class, "relock/trust");
    }

    @Override
    public boolean canReach(UserModel user) {
        return mail().canReach(user);
    }

    @Override
    public void ask(DeviceEvidence evidence, UserModel user, TrustPolicy policy) {
        BindToken token = new BindToken(
                SecretGenerator.getInstance().randomBytesHex(ID_BYTES),
                context.issuer(),
                user.getId(),
                evidence,
                account(user),
                policy.lifetime());
        token.exp(context.now() + context.settings().bindLinkLifetime());
        mail().trustAsked(user, DeviceLabel.of(session, evidence), context.now(), keys.link(token));
        context.events().linkSent(user, evidence.device());
    }

    @Override
    public Optional<String> challenge(String key) {
        return asked(key).map(asked -> asked.token().getId());
    }

    @Override
    public Answer find(String key, Optional<DeviceProof> proof) {
        return answer(key, proof, (asked, evidence) -> here(asked));
    }

    @Override
    public Answer bind(String key, Optional<DeviceProof> proof) {
        return answer(key, proof, this::bind);
    }

    private interface Found {
        Answer then(Asked asked, DeviceEvidence evidence);
    }

    /** Who asked, by a token that is good. */
    private record Asked(BindToken token, UserModel user) {}

    private Answer answer(String key, Optional<DeviceProof> proof, Found found) {
        Optional<Asked> asked = asked(key);
        if (asked.isEmpty()) {
            return new Answer.NotGood();
        }
        TokenContext shown = TokenContext.bindPage(asked.get().token().getId());
        return proof.flatMap(given ->
                        new ProofDoor(context).verifyInLogin(given, shown).proven())
                .filter(asked.get().token()::isOf)
                .map(evidence -> found.then(asked.get(), evidence))
                .orElseGet(Answer.Elsewhere::new);
    }

    private Optional<Asked> asked(String key) {
        return keys.read(key)
                .filter(token -> token.isGoodFor(context.issuer()))
                .filter(token -> !session.singleUseObjects().contains(used(token)))
                .flatMap(token -> Optional.ofNullable(session.users().getUserById(context.realm(), token.getSubject()))
                        .filter(UserModel::isEnabled)
                        .filter(user -> account(user).equals(token.account()))
                        .map(user -> new Asked(token, user)));
    }

    private Answer bind(Asked asked, DeviceEvidence evidence) {
        TrustPolicy policy = context.policy().lasting(asked.token().lifetime());
        TrustState state = ownership.trust(Optional.of(evidence), asked.user(), policy);
        boolean bound = state.isBindable()
                && state != TrustState.UNPROVEN
                && ownership.bind(evidence, asked.user(), Assurance.MFA, policy).isPresent();
        if (bound) {
            // Last, so that a link which could not be followed stays good. Twice at once it binds the same device.
            long left = Math.max(1, asked.token().getExp() - context.now());
            session.singleUseObjects().putIfAbsent(used(asked.token()), left);
        }
        return bound || state == TrustState.TRUSTED ? here(asked) : new Answer.NotGood();
    }

    private static Answer here(Asked asked) {
        return new Answer.Here(asked.user(), asked.token().lifetime());
    }

    private String used(BindToken token) {
        return "relock-bind-" + context.realm().getId() + "-" + token.getId();
    }

    private String account(UserModel user) {
        return AccountLook.fingerprint(context.account().at(user, false));
    }

    private OwnerMail mail() {
        return new OwnerMail(session, context.realm());
    }
}
