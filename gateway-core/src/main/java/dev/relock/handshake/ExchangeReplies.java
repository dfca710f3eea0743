package dev.relock.handshake;

import dev.relock.epoch.Epoch;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.GatewayProof;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Contact;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Labels;
import dev.relock.protocol.Lp;
import dev.relock.protocol.StrictJson;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts outcomes of the handshake into signed messages (docs/protocol.md section 5). */
public final class ExchangeReplies {
    private final String issuer;
    private final GatewayKeys keys;

    public ExchangeReplies(String issuer, GatewayKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /** 200: the step was made, an epoch opened. */
    public ExchangeReply answer(
            ExchangeMessage message,
            Accepted accepted,
            DeviceFacts facts,
            AgentPolicy policy,
            ExchangeReply.Cookies cookies,
            long now) {
        Epoch epoch = accepted.epoch();
        Map<String, Object> event = event(accepted, facts);
        Map<String, Object> payload = payload(message);
        payload.put("n", accepted.state().ratchet().version());
        payload.put("key", Encoding.base64Url(accepted.state().ratchet().last().gatewayKey()));
        payload.put("stepKid", accepted.state().ratchet().last().kid());
        payload.put("epoch", Encoding.base64Url(HexFormat.of().parseHex(epoch.id())));
        payload.put("nonce", Encoding.base64Url(accepted.nonce()));
        payload.put("session", epoch.session());
        payload.putAll(event);
        payload.put("time", now);
        payload.put("policy", policy);
        Map<String, Object> body = signed(200, "OK", "answer", Labels.ANSWER, payload, accepted.answerMacKey());
        body.putAll(event);
        GatewayProof proof = proof(epoch);
        body.put("X-Key-Token", proof.token());
        body.put("X-Key-Signature", proof.signature());
        return new ExchangeReply(200, body, Optional.of(cookies));
    }

    /** 409: prove that this is fresh. */
    public ExchangeReply challenge(ExchangeMessage message, Challenged challenged) {
        Map<String, Object> payload = payload(message);
        payload.put("challenge", Encoding.base64Url(challenged.challenge()));
        payload.put("held", challenged.holdsOther() ? "other" : "none");
        payload.put("restart", challenged.restart());
        return new ExchangeReply(
                409,
                signed(409, "Prove that this is fresh", "challenge", Labels.CHALLENGE, payload, null),
                Optional.empty());
    }

    /** 410: this device has ended for good. */
    public ExchangeReply ended(ExchangeMessage message, String reason) {
        Map<String, Object> payload = payload(message);
        payload.put("reason", reason);
        return new ExchangeReply(
                410, signed(410, "This device has ended", "ended", Labels.ENDED, payload, null), Optional.empty());
    }

    /** Any other status; nothing is signed. */
    public static ExchangeReply refusal(int status, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status_code", status);
        body.put("message", message);
        return new ExchangeReply(status, body, Optional.empty());
    }

    /** A gateway token of the epoch and the gateway key's signature over it. */
    public GatewayProof proof(Epoch epoch) {
        byte[] token = epoch.gatewayToken();
        byte[] signature = keys.sign(Lp.labelled(Labels.SERVER_TOKEN).raw(token).bytes());
        return new GatewayProof(Encoding.hex(token), Encoding.hex(signature));
    }

    private static Map<String, Object> event(Accepted accepted, DeviceFacts facts) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("fresh", accepted.contact() == Contact.FRESH);
        event.put("valid", true);
        event.put("state", accepted.contact() == Contact.RESTARTED);
        event.put("owner", facts.owned(accepted.state()));
        event.put("network", accepted.networkChanged());
        event.put("authenticated", facts.authenticated(accepted.state()));
        event.put("status", "OK");
        event.put("code", 200);
        return event;
    }

    private Map<String, Object> payload(ExchangeMessage message) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("v", 1);
        payload.put("req", Encoding.base64Url(message.requestHash()));
        payload.put("iss", issuer);
        payload.put("kid", keys.kid());
        payload.put("gateway", Encoding.base64Url(keys.publicKey()));
        return payload;
    }

    private Map<String, Object> signed(
            int status, String text, String purpose, String label, Map<String, Object> payload, byte[] macKey) {
        byte[] json = StrictJson.write(payload);
        byte[] labelled = Lp.labelled(label).raw(json).bytes();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status_code", status);
        body.put("message", text);
        body.put("purpose", purpose);
        body.put("payload", Encoding.base64Url(json));
        body.put("sig", Encoding.base64Url(keys.sign(labelled)));
        if (macKey != null) {
            body.put("mac", Encoding.base64Url(Hash.hmacSha256(macKey, labelled)));
        }
        return body;
    }
}
