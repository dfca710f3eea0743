package dev.relock.statement;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes statements that any JOSE library verifies with the realm's published keys (RFC 7515, RFC 8037). */
public final class Statements {
    private final GatewayKeys keys;

    public Statements(GatewayKeys keys) {
        this.keys = keys;
    }

    /** A JWS in compact form. */
    public String sign(StatementType type, Map<String, Object> claims) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", type.typ());
        header.put("alg", "EdDSA");
        header.put("kid", keys.kid());
        String input = part(header) + "." + part(claims);
        return input + "." + Encoding.base64Url(keys.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(Map<String, Object> members) {
        return Encoding.base64Url(StrictJson.write(members));
    }
}
