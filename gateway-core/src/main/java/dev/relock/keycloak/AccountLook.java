package dev.relock.keycloak;

import dev.relock.owner.Circumstances;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Lp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Looks at how things are with a user's account. Reads what Keycloak holds in its user cache; writes nothing. */
final class AccountLook {
    /** No second factors, or none whose going would tell anything. */
    private static final Set<String> NO_FACTORS =
            Set.of(PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY, RelockDeviceCredential.TYPE);

    private static final int DIGEST_BYTES = 16;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final NetworkPrefix network;

    /**
     * @param network how much of an address names the network
     */
    AccountLook(KeycloakSession session, RealmModel realm, NetworkPrefix network) {
        this.session = session;
        this.realm = realm;
        this.network = network;
    }

    /**
     * @param withNetwork whether to look at where the request comes from
     */
    Circumstances at(UserModel user, boolean withNetwork) {
        return new Circumstances(
                password(user),
                factors(user),
                email(user),
                Math.max(realm.getNotBefore(), session.users().getNotBeforeOfUser(realm, user)),
                withNetwork ? network.of(session.getContext().getConnection().getRemoteAddr()) : "");
    }

    /** The same account looks the same; one that has changed in anything that {@link Circumstances} hold does not. */
    static String fingerprint(Circumstances account) {
        Lp look = Lp.labelled("relock/1 account").add(account.password()).add(account.email());
        look.u64(account.signedOutBefore());
        account.factors().stream().sorted().forEach(look::add);
        return Encoding.base64Url(Hash.sha256(look.bytes()));
    }

    /** Names the user's password; another one has another name. Keycloak keeps a credential's id but dates it anew. */
    static String password(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getId() + "/" + password.getCreatedDate())
                .findFirst()
                .orElse("");
    }

    private static Set<String> factors(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !NO_FACTORS.contains(credential.getType()))
                .map(CredentialModel::getId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String email(UserModel user) {
        String email = user.getEmail();
        if (email == null || email.isBlank()) {
            return "";
        }
        byte[] digest = Hash.sha256(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return Encoding.base64Url(Arrays.copyOf(digest, DIGEST_BYTES));
    }
}
