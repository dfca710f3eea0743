package dev.relock.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.gateway.ExchangeReply;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.message.ExchangeMessage;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import dev.relock.remote.RemoteAnswer.Confirmed;
import dev.relock.remote.RemoteAnswer.Refused;
import dev.relock.statement.Confirmation;
import dev.relock.statement.SignedStatement;
import dev.relock.statement.StatementType;
import dev.relock.token.TokenContext;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Another gateway, asked over HTTP by the documented endpoints. It is believed only what it has signed. */
public final class RemoteGateway {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;
    private static final int MAX_STATEMENT = 4096;
    private static final int OK = 200;
    private static final Pattern COOKIE =
            Pattern.compile("(__Secure-RELOCK|X-Key-Session)=([A-Za-z0-9._-]{1,2048});.*");
    /** What a gateway may answer to an exchange; all else counts as no answer. */
    private static final Set<Integer> EXCHANGED = Set.of(200, 400, 401, 409, 410, 413, 429);

    private final RemoteOptions options;
    private final RemoteLine line;
    private final RemoteKeys keys;

    public RemoteGateway(RemoteOptions options) {
        this.options = options;
        this.line = new RemoteLine(options);
        this.keys = new RemoteKeys(line, options.keys());
    }

    /** The issuer under which devices enrol there. */
    public String issuer() {
        return options.issuer();
    }

    /**
     * Has a proof verified, and its token spent, if it is good for {@code context}.
     *
     * @param audience our own issuer
     * @param now seconds since 1970
     */
    public RemoteAnswer confirm(DeviceProof proof, TokenContext context, String audience, long now) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        HexFormat hex = HexFormat.of();
        Confirmation.Question question =
                new Confirmation.Question(proof, hex.formatHex(random), audience, hex.formatHex(context.bytes()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(DeviceProof.TOKEN, hex.formatHex(proof.token().bytes()));
        body.put(DeviceProof.SIGNATURE, hex.formatHex(proof.signature()));
        body.put(DeviceProof.SESSION, proof.session());
        body.put("context", question.context());
        body.put("nonce", question.nonce());
        body.put("audience", audience);
        try {
            HttpResponse<byte[]> answer =
                    line.send(request("confirm", StrictJson.write(body)).build());
            return answer.statusCode() == OK
                    ? read(answer.body(), question, now)
                    : new Refused(refusal(answer.statusCode()));
        } catch (IOException e) {
            LOG.warnf("The gateway at %s could not be asked: %s", options.url(), e.getMessage());
            return new Refused(Refusal.UNAVAILABLE);
        }
    }

    private RemoteAnswer read(byte[] answer, Confirmation.Question question, long now) {
        try {
            String statement = StrictJson.string(StrictJson.object("answer", answer), "statement", MAX_STATEMENT);
            JsonNode claims = SignedStatement.verify(StatementType.CONFIRMATION, statement, kid -> keys.find(kid, now));
            return new Confirmed(Confirmation.read(claims, options.issuer(), question, now));
        } catch (MalformedException e) {
            LOG.warnf("The gateway at %s is not believed: %s", options.url(), e.getMessage());
            return new Refused(Refusal.UNAVAILABLE);
        }
    }

    private static Refusal refusal(int status) {
        return switch (status) {
            case 401 -> Refusal.MAC;
            case 404 -> Refusal.SESSION_UNKNOWN;
            case 409 -> Refusal.EPOCH_UNKNOWN;
            case 410 -> Refusal.ENDED;
            case 417 -> Refusal.SIGNATURE;
            default -> Refusal.UNAVAILABLE;
        };
    }

    /** Hands an exchange on; the answer is the other gateway's, signed for the agent. */
    public ExchangeReply exchange(ExchangeMessage message, String sealedCookie, boolean keycloakOrigin) {
        HttpRequest.Builder request = request("exchange", message.body())
                .header("Origin", message.origin().value());
        if (sealedCookie != null && sealedCookie.matches("[A-Za-z0-9._-]{1,2048}")) {
            request.header("Cookie", "__Secure-RELOCK=" + sealedCookie);
        }
        try {
            HttpResponse<byte[]> answer = line.send(request.build());
            if (EXCHANGED.contains(answer.statusCode())) {
                return reply(answer, message, keycloakOrigin);
            }
        } catch (IOException | MalformedException e) {
            LOG.warnf("An exchange with the gateway at %s failed: %s", options.url(), e.getMessage());
        }
        return ExchangeReplies.refusal(503, "The gateway cannot answer now");
    }

    private static ExchangeReply reply(HttpResponse<byte[]> answer, ExchangeMessage message, boolean keycloakOrigin)
            throws MalformedException {
        Map<String, Object> body = new LinkedHashMap<>();
        StrictJson.object("answer", answer.body())
                .properties()
                .forEach(member -> body.put(member.getKey(), member.getValue()));
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            Matcher form = COOKIE.matcher(cookie);
            if (form.matches()) {
                cookies.put(form.group(1), form.group(2));
            }
        }
        Optional<ExchangeReply.Cookies> kept = cookies.size() == 2
                ? Optional.of(new ExchangeReply.Cookies(
                        cookies.get("__Secure-RELOCK"),
                        message.base(),
                        cookies.get(DeviceProof.SESSION),
                        keycloakOrigin))
                : Optional.empty();
        return new ExchangeReply(answer.statusCode(), body, kept);
    }

    private HttpRequest.Builder request(String endpoint, byte[] body) {
        return HttpRequest.newBuilder(options.url().resolve(endpoint))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }
}
