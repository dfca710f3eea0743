package dev.relock.benchmarks.core;

import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.infinispan.Cache;
import org.keycloak.common.VerificationException;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.ECDSASignatureProvider;
import org.keycloak.crypto.ES256SignatureProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.sessions.infinispan.InfinispanKeycloakTransaction;
import org.keycloak.models.sessions.infinispan.InfinispanSingleUseObjectProvider;
import org.keycloak.models.sessions.infinispan.entities.SingleUseObjectValueEntity;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Keycloak's own check of a DPoP proof (RFC 9449): ES256, its identifier put into Keycloak's single-use cache. */
@State(Scope.Benchmark)
public class DpopBenchmark {
    private static final String URL = "https://login.example.com/realms/demo/relock/confirm";
    private static final String METHOD = "POST";
    private static final int PROOFS = 512;
    private static final int COORDINATE = 32;
    /** Keycloak takes proofs from a clock that is 15 s ahead. */
    private static final int AHEAD = 14;

    private Caches caches;
    private Cache<String, SingleUseObjectValueEntity> spent;
    private KeycloakSession session;
    private KeyPair key;
    private final String[] proofs = new String[PROOFS];
    private int next;

    @Setup
    public void open() throws GeneralSecurityException {
        CryptoIntegration.init(DpopBenchmark.class.getClassLoader());
        caches = Caches.open();
        spent = caches.another("actionTokens");
        session = session(spent);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        key = generator.generateKeyPair();
    }

    /** They are good for some 35 seconds. */
    @Setup(Level.Iteration)
    public void makeProofs() throws GeneralSecurityException {
        for (int i = 0; i < PROOFS; i++) {
            proofs[i] = proof();
        }
        forget();
    }

    @TearDown
    public void close() {
        caches.close();
    }

    @Benchmark
    public DPoP dpop() throws VerificationException, URISyntaxException {
        if (next == PROOFS) {
            forget();
        }
        return new DPoPUtil.Validator(session)
                .uri(URL)
                .method(METHOD)
                .dPoP(proofs[next++])
                .validate();
    }

    private void forget() {
        spent.clear();
        next = 0;
    }

    private String proof() throws GeneralSecurityException {
        ECPublicKey publicKey = (ECPublicKey) key.getPublic();
        String header = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                + coordinate(publicKey.getW().getAffineX().toByteArray())
                + "\",\"y\":\"" + coordinate(publicKey.getW().getAffineY().toByteArray()) + "\"}}";
        long issuedAt = System.currentTimeMillis() / 1000 + AHEAD;
        String claims = "{\"jti\":\"" + UUID.randomUUID() + "\",\"htm\":\"" + METHOD + "\",\"htu\":\"" + URL
                + "\",\"iat\":" + issuedAt + "}";
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(number.length, COORDINATE);
        System.arraycopy(number, number.length - length, fixed, COORDINATE - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As much of a Keycloak session as the check asks for, over Keycloak's own providers. */
    private static KeycloakSession session(Cache<String, SingleUseObjectValueEntity> cache) {
        Map<String, Function<Object[], Object>> answers = new HashMap<>();
        KeycloakSession session = answering(KeycloakSession.class, answers);
        InfinispanSingleUseObjectProvider singleUse =
                new InfinispanSingleUseObjectProvider(session, cache, false, new InfinispanKeycloakTransaction());
        ECDSASignatureProvider es256 = new ECDSASignatureProvider(session, Algorithm.ES256);
        KeycloakSessionFactory factory = answering(
                KeycloakSessionFactory.class,
                Map.of(
                        "getProviderFactoriesStream", arguments -> Stream.of(new ES256SignatureProviderFactory()),
                        "getProviderFactory", arguments -> new ES256SignatureProviderFactory()));
        answers.put("singleUseObjects", arguments -> singleUse);
        answers.put("getProvider", arguments -> es256);
        answers.put("getKeycloakSessionFactory", arguments -> factory);
        return session;
    }

    private static <T> T answering(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                DpopBenchmark.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.apply(arguments);
                }));
    }
}
