package dev.relock.benchmarks.core;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A WebAuthn assertion (ES256) by the library that Keycloak ships, without the look-ups around it. */
@State(Scope.Benchmark)
public class WebAuthnBenchmark {
    private static final String RP_ID = "login.example.com";
    private static final String ORIGIN = "https://login.example.com";
    private static final byte USER_PRESENT_AND_VERIFIED = 0x05;

    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(new ObjectConverter());
    private final byte[] credentialId = new byte[32];
    private final byte[] challenge = new byte[32];
    private byte[] clientData;
    private byte[] authenticatorData;
    private byte[] signature;
    private CredentialRecordImpl credential;

    @Setup
    public void signAssertion() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        credential = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                null,
                null,
                0L,
                new AttestedCredentialData(
                        AAGUID.ZERO,
                        credentialId,
                        EC2COSEKey.create((ECPublicKey) key.getPublic(), COSEAlgorithmIdentifier.ES256)),
                null,
                null,
                null,
                null);
        clientData = ("{\"type\":\"webauthn.get\",\"challenge\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge)
                        + "\",\"origin\":\"" + ORIGIN + "\",\"crossOrigin\":false}")
                .getBytes(StandardCharsets.UTF_8);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        authenticatorData = ByteBuffer.allocate(37)
                .put(sha256.digest(RP_ID.getBytes(StandardCharsets.UTF_8)))
                .put(USER_PRESENT_AND_VERIFIED)
                .putInt(0)
                .array();
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key.getPrivate());
        signer.update(authenticatorData);
        signer.update(sha256.digest(clientData));
        signature = signer.sign();
    }

    @Benchmark
    public AuthenticationData webAuthn() {
        ServerProperty server = ServerProperty.builder()
                .origin(new Origin(ORIGIN))
                .rpId(RP_ID)
                .challenge(new DefaultChallenge(challenge))
                .build();
        return manager.verify(
                new AuthenticationRequest(credentialId, authenticatorData, clientData, signature),
                new AuthenticationParameters(server, credential, null, true, true));
    }
}
