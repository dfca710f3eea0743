package dev.relock.keycloak;

import dev.relock.device.DeviceIdentity;
import dev.relock.gateway.DeviceRemoval;
import dev.relock.owner.OwnerBinding;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * Makes the removal links of mails and follows them. A link is used up by what it does: it names a credential, and the
 * credential is gone then. A browser that is trusted again later is another credential.
 */
final class RemovalLink implements DeviceRemoval {
    private static final String REASON = "mail_link";

    private final RealmContext context;
    private final KeycloakSession session;
    private final MailedKey<RemovalToken> keys;

    RemovalLink(RealmContext context) {
        this.context = context;
        this.session = context.session();
        this.keys = new MailedKey<>(context, RemovalToken.class, "relock/remove");
    }

    /** The address of the page that offers to remove this browser. */
    URI to(OwnerBinding binding) {
        long expiresAt = context.now() + context.settings().removalLinkLifetime();
        return keys.link(new RemovalToken(context.issuer(), binding.userId(), binding.id(), expiresAt));
    }

    @Override
    public Optional<Target> find(String key) {
        return owned(key).map(Owned::target);
    }

    @Override
    public Optional<Target> remove(String key) {
        Optional<Owned> owned = owned(key);
        owned.ifPresent(this::remove);
        return owned.map(Owned::target);
    }

    private record Owned(UserModel user, OwnerBinding binding) {
        Target target() {
            return new Target(user, binding.label());
        }
    }

    private Optional<Owned> owned(String key) {
        return keys.read(key)
                .filter(token -> token.isGoodFor(context.issuer()))
                .flatMap(token -> Optional.ofNullable(session.users().getUserById(context.realm(), token.getSubject()))
                        .flatMap(user -> OwnerBindings.of(user).all().stream()
                                .filter(binding -> binding.id().equals(token.credential()))
                                .findFirst()
                                .map(binding -> new Owned(user, binding))));
    }

    private void remove(Owned owned) {
        String device = owned.binding().device().value();
        owned.user()
                .credentialManager()
                .removeStoredCredentialById(owned.binding().id());
        RememberedOwners.forget(
                context.devices(),
                DeviceIdentity.key(context.realm().getId(), owned.binding().device()),
                owned.user().getId());
        new TrustedSessions(session, context.realm()).endWithTheFirst(owned.user(), device);
        context.events().removed(owned.user(), owned.binding(), REASON);
    }
}
