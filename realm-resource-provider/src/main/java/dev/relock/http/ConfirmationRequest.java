package dev.relock.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import dev.relock.statement.Confirmation;
import dev.relock.token.TokenContext;
import java.util.Optional;

/** What another gateway states when it asks {@code confirm}: for what the token should be good, and how to sign the answer. */
final class ConfirmationRequest {
    private static final String CONTEXT = "context";
    private static final int BODY_DIGEST_BYTES = 32;
    private static final int MAX_METHOD = 20;
    private static final int MAX_URL = 4000;
    private static final int MAX_CONTEXT = 2 * 33;
    private static final int MAX_NONCE = 64;
    private static final int MAX_AUDIENCE = 500;

    private ConfirmationRequest() {}

    /** The request that the caller of {@code confirm} asks about: {@code method}, {@code url}, {@code body_digest}. */
    static Optional<TokenContext> stated(Body body) throws MalformedException {
        if (body.has(CONTEXT)) {
            return context(body.json());
        }
        if (!body.has("method") && !body.has("url") && !body.has("body_digest")) {
            return Optional.empty();
        }
        byte[] digest = body.has("body_digest")
                ? Encoding.fromHex("body_digest", body.text("body_digest", 2 * BODY_DIGEST_BYTES))
                : TokenContext.bodyDigest(new byte[0]);
        return Optional.of(
                TokenContext.request(body.required("method", MAX_METHOD), body.required("url", MAX_URL), digest));
    }

    /** Empty for a token that is good for any request. */
    private static Optional<TokenContext> context(JsonNode json) throws MalformedException {
        TokenContext context =
                TokenContext.parse(Encoding.fromHex(CONTEXT, StrictJson.string(json, CONTEXT, MAX_CONTEXT)));
        return Optional.of(context).filter(stated -> !stated.isNone());
    }

    static Confirmation.Question question(ProofRequests.Request request) throws MalformedException {
        JsonNode json = request.body().json();
        String nonce = StrictJson.string(json, "nonce", MAX_NONCE);
        return new Confirmation.Question(
                request.proof(),
                Encoding.hex(Encoding.fromHex("nonce", nonce)),
                StrictJson.string(json, "audience", MAX_AUDIENCE),
                json.has(CONTEXT)
                        ? Encoding.hex(Encoding.fromHex(CONTEXT, StrictJson.string(json, CONTEXT, MAX_CONTEXT)))
                        : Encoding.hex(TokenContext.none().bytes()));
    }
}
