package dev.relock.benchmarks.login;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/** A security key in software, ES256, and the browser's part of an assertion. */
final class SecurityKey {
    private static final String RP_ID = "localhost";
    private static final byte USER_PRESENT_AND_VERIFIED = 0x05;
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair key;
    /** Looks the same in both kinds of Base64. */
    private final byte[] id = new byte[33];

    private int counter;

    SecurityKey(int number) {
        Arrays.fill(id, (byte) number);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Keycloak stores of it. */
    CredentialRepresentation credential() {
        byte[] cose = new ObjectConverter()
                .getCborConverter()
                .writeValueAsBytes(EC2COSEKey.create((ECPublicKey) key.getPublic(), COSEAlgorithmIdentifier.ES256));
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(WebAuthnCredentialModel.TYPE_TWOFACTOR);
        credential.setSecretData("{}");
        credential.setCredentialData("{\"aaguid\":\"00000000-0000-0000-0000-000000000000\",\"credentialId\":\""
                + Base64.getEncoder().encodeToString(id)
                + "\",\"counter\":0,\"credentialPublicKey\":\"" + BASE64_URL.encodeToString(cose)
                + "\",\"attestationStatementFormat\":\"none\",\"transports\":[]}");
        return credential;
    }

    /**
     * The fields of Keycloak's form.
     *
     * @param challenge as the page has it
     * @param origin of the page
     */
    Map<String, String> assertion(String challenge, String origin) {
        byte[] clientData = ("{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] authenticatorData = ByteBuffer.allocate(37)
                    .put(sha256.digest(RP_ID.getBytes(StandardCharsets.UTF_8)))
                    .put(USER_PRESENT_AND_VERIFIED)
                    .putInt(++counter)
                    .array();
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.getPrivate());
            signer.update(authenticatorData);
            signer.update(sha256.digest(clientData));
            return Map.of(
                    "clientDataJSON", BASE64_URL.encodeToString(clientData),
                    "authenticatorData", BASE64_URL.encodeToString(authenticatorData),
                    "signature", BASE64_URL.encodeToString(signer.sign()),
                    "credentialId", BASE64_URL.encodeToString(id),
                    "userHandle", "",
                    "error", "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
