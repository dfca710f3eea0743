import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an application does with the form of a redirect; Java 17 and Jackson.
 *
 * <p>Run as a program it reads one form (application/x-www-form-urlencoded) a line and says for each what it is worth:
 * {@code java -cp <Jackson> VerifyRedirect.java <realm URL> <client id> <transaction that this browser began>}
 */
public final class VerifyRedirect {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** SubjectPublicKeyInfo of an Ed25519 key, up to the key itself (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final long LEEWAY = 5;

    private final JsonNode jwks;
    private final String issuer;
    private final String clientId;

    /** @param jwks the realm's keys, from {@code <issuer>/protocol/openid-connect/certs}; keep them for some minutes */
    public VerifyRedirect(JsonNode jwks, String issuer, String clientId) {
        this.jwks = jwks;
        this.issuer = issuer;
        this.clientId = clientId;
    }

    /** The form is not what the gateway says of this browser now. */
    public static final class NotVerifiedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotVerifiedException(String why) {
            super(why);
        }
    }

    /**
     * Returns the claims of the result: {@code outcome} is {@code trusted} or {@code new}.
     *
     * @param transaction what the application has begun in this very browser, and has not ended yet; end it now
     */
    public JsonNode verify(Map<String, String> form, String transaction) throws NotVerifiedException {
        demand(transaction.equals(form.get("X-Key-Transaction")), "another transaction");
        String[] parts = form.getOrDefault("X-Key-Transaction-Result", "").split("\\.", -1);
        demand(parts.length == 3, "no result");
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
            demand("relock-transaction+jwt".equals(header.path("typ").asText()), "another kind of statement");
            demand("EdDSA".equals(header.path("alg").asText()), "another algorithm");
            PublicKey key = key(header.path("kid").asText());
            byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            demand(isSignedBy(key, input, Base64.getUrlDecoder().decode(parts[2])), "a wrong signature");
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = Instant.now().getEpochSecond();
            demand(issuer.equals(claims.path("iss").asText()), "not of our realm");
            demand(clientId.equals(claims.path("aud").asText()), "not for us");
            demand(claims.path("exp").asLong() > now - LEEWAY && claims.path("iat").asLong() < now + LEEWAY, "too old");
            demand(transaction.equals(claims.path("transaction").asText()), "the result of another transaction");
            // The documented signature: over the 16 bytes of the UUID alone. It does not cover the outcome.
            byte[] bytes = HexFormat.of().parseHex(transaction.replace("-", ""));
            byte[] signature = HexFormat.of().parseHex(form.getOrDefault("X-Key-Transaction-Signature", ""));
            demand(isSignedBy(key, bytes, signature), "a wrong signature of the transaction");
            return claims;
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new NotVerifiedException(e.getClass().getSimpleName());
        }
    }

    private PublicKey key(String kid) throws NotVerifiedException, GeneralSecurityException {
        for (JsonNode jwk : jwks.path("keys")) {
            if (kid.equals(jwk.path("kid").asText()) && "Ed25519".equals(jwk.path("crv").asText())) {
                byte[] raw = Base64.getUrlDecoder().decode(jwk.path("x").asText());
                byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + raw.length);
                System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            }
        }
        throw new NotVerifiedException("a key that is not the realm's");
    }

    private static boolean isSignedBy(PublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(data);
        // The JDK overlooks a byte too many.
        return signature.length == 64 && verifier.verify(signature);
    }

    private static void demand(boolean condition, String why) throws NotVerifiedException {
        if (!condition) {
            throw new NotVerifiedException(why);
        }
    }

    public static void main(String[] args) throws Exception {
        HttpRequest keys = HttpRequest.newBuilder(URI.create(args[0] + "/protocol/openid-connect/certs"))
                .timeout(Duration.ofSeconds(10))
                .build();
        JsonNode jwks =
                JSON.readTree(HttpClient.newHttpClient().send(keys, BodyHandlers.ofString()).body());
        VerifyRedirect realm = new VerifyRedirect(jwks, args[0], args[1]);
        BufferedReader forms = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = forms.readLine(); line != null; line = forms.readLine()) {
            Map<String, String> form = Arrays.stream(line.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            try {
                System.out.println("outcome " + realm.verify(form, args[2]).path("outcome").asText());
            } catch (NotVerifiedException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
        }
    }
}
