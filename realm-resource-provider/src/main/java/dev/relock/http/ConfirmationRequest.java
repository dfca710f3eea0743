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
    static final String CONTEXT = "context";
    private static final int MAX_CONTEXT = 2 * 33;
    private static final int MAX_NONCE = 64;
    private static final int MAX_AUDIENCE = 500;

    private ConfirmationRequest() {}

    /** Empty for a token that is good for any request. */
    static Optional<TokenContext> context(JsonNode json) throws MalformedException {
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
