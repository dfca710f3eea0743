package dev.relock.testenv.webauthn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/** A WebAuthn key that was registered at another time: what Keycloak keeps of it, and what an authenticator does. */
public final class RegisteredKey {
    /** RFC 9053: kty EC2, alg ES256, crv P-256, then x. */
    /** A key counts on in whatever machine it is plugged; one that does not is a copy to Keycloak. */
    private static final AtomicInteger USES = new AtomicInteger(1);

    private static final byte[] COSE_UP_TO_X = HexFormat.of().parseHex("a5010203262001215820");
    /** y. */
    private static final byte[] COSE_BETWEEN = HexFormat.of().parseHex("225820");

    private static final int ID_BYTES = 16;

    private final String type;
    private final byte[] id = new byte[ID_BYTES];
    private final ECKey key;
    /** Empty for a key that an authenticator only finds by its id. */
    private final byte[] userHandle;

    private RegisteredKey(String type, String user) {
        this.type = type;
        this.userHandle = user.getBytes(StandardCharsets.UTF_8);
        new SecureRandom().nextBytes(id);
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A second factor. */
    public static RegisteredKey securityKey() {
        return new RegisteredKey(WebAuthnCredentialModel.TYPE_TWOFACTOR, "");
    }

    /** A passkey, which stands for name and password too. */
    public static RegisteredKey passkeyOf(String userId) {
        return new RegisteredKey(WebAuthnCredentialModel.TYPE_PASSWORDLESS, userId);
    }

    /** What Keycloak keeps. */
    public CredentialRepresentation credential() {
        JsonObject data = new JsonObject();
        data.addProperty("aaguid", "00000000-0000-0000-0000-000000000000");
        data.addProperty("credentialId", base64(id));
        data.addProperty("counter", 0);
        data.addProperty(
                "credentialPublicKey", Base64.getUrlEncoder().withoutPadding().encodeToString(cose()));
        data.addProperty("attestationStatementFormat", "none");
        data.add("transports", new JsonArray());
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(type);
        credential.setUserLabel("Key");
        credential.setSecretData("{}");
        credential.setCredentialData(data.toString());
        return credential;
    }

    /** {@code WebAuthn.Credential} of the DevTools protocol. */
    JsonObject forAuthenticator() {
        JsonObject credential = new JsonObject();
        credential.addProperty("credentialId", base64(id));
        credential.addProperty("isResidentCredential", userHandle.length > 0);
        credential.addProperty("rpId", "localhost");
        try {
            credential.addProperty("privateKey", base64(key.toECPrivateKey().getEncoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        if (userHandle.length > 0) {
            credential.addProperty("userHandle", base64(userHandle));
        }
        credential.addProperty("signCount", USES.getAndAdd(100));
        return credential;
    }

    private byte[] cose() {
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        cose.writeBytes(COSE_UP_TO_X);
        cose.writeBytes(key.getX().decode());
        cose.writeBytes(COSE_BETWEEN);
        cose.writeBytes(key.getY().decode());
        return cose.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
