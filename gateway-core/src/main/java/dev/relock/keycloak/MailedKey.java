package dev.relock.keycloak;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.keycloak.TokenCategory;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/**
 * Writes and reads the keys that links in mails carry: tokens signed with the realm's secret key, so that only Keycloak can make
 * one.
 *
 * @param <T> the kind of token
 */
final class MailedKey<T extends JsonWebToken> {
    private final RealmContext context;
    private final Class<T> type;
    private final String path;

    /** @param path of the page behind the link, below the realm */
    MailedKey(RealmContext context, Class<T> type, String path) {
        this.context = context;
        this.type = type;
        this.path = path;
    }

    /** The link that carries the token. */
    URI link(T token) {
        // Keycloak's language menu hands on a parameter of this name.
        return UriBuilder.fromUri(context.issuer())
                .path(path)
                .queryParam(Constants.TOKEN, session().tokens().encode(token))
                .build();
    }

    /** The token, if it is of ours and of this realm's present keys; what it says is not looked at. */
    Optional<T> read(String key) {
        return Optional.ofNullable(key)
                .filter(this::isSignedWithTheSecretKey)
                .map(text -> session().tokens().decode(text, type));
    }

    /** Other keys of the realm sign what clients and users have a say in. */
    private boolean isSignedWithTheSecretKey(String key) {
        try {
            return session()
                    .tokens()
                    .signatureAlgorithm(TokenCategory.INTERNAL)
                    .equals(new JWSInput(key).getHeader().getRawAlgorithm());
        } catch (JWSInputException | RuntimeException e) {
            return false;
        }
    }

    private KeycloakSession session() {
        return context.session();
    }
}
