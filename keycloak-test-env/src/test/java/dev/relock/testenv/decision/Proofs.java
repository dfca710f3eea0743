package dev.relock.testenv.decision;

import dev.relock.decision.DecisionCase.Proof;
import dev.relock.protocol.Encoding;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Makes of an honest agent's proof what a row wants. */
final class Proofs {
    private static final String TOKEN = "X-Key-Token";
    private static final String SIGNATURE = "X-Key-Signature";
    private static final String SESSION = "X-Key-Session";

    private Proofs() {}

    static UnaryOperator<Map<String, String>> bend(Proof kind, HttpBrowser browser, TestRealm realm, String clientId) {
        HttpAgent agent = browser.agent();
        return switch (kind) {
            case MALFORMED -> proof -> with(proof, TOKEN, "zz");
            case OF_ANOTHER_LOGIN ->
                proof -> agent.proof(TokenContext.loginForm(realm.name(), clientId, "another-tab"));
            case OF_ANOTHER_CLIENT -> proof -> agent.proof(TokenContext.loginForm(realm.name(), "demo-web", "tab"));
            case OF_NO_LOGIN -> proof -> agent.proof();
            case FORGED_TOKEN -> proof -> signed(agent, flipped(proof.get(TOKEN), 31), proof);
            case FORGED_SIGNATURE -> proof -> with(proof, SIGNATURE, "00".repeat(64));
            case SIGNATURE_OF_ANOTHER_TOKEN ->
                proof -> with(proof, SIGNATURE, agent.proof().get(SIGNATURE));
            case SESSION_OF_ANOTHER_DEVICE ->
                proof -> with(proof, SESSION, realm.browser().agent().agent().session());
            case UNKNOWN_SESSION -> proof -> with(proof, SESSION, "00".repeat(48));
            case UNKNOWN_EPOCH -> proof -> signed(agent, flipped(proof.get(TOKEN), 0), proof);
            default -> proof -> proof;
        };
    }

    private static Map<String, String> with(Map<String, String> proof, String field, String value) {
        Map<String, String> bent = new HashMap<>(proof);
        bent.put(field, value);
        return bent;
    }

    private static Map<String, String> signed(HttpAgent agent, byte[] token, Map<String, String> proof) {
        Map<String, String> bent = with(proof, TOKEN, Encoding.hex(token));
        bent.put(SIGNATURE, Encoding.hex(agent.agent().sign(token)));
        return bent;
    }

    private static byte[] flipped(String hex, int at) {
        byte[] token = HexFormat.of().parseHex(hex);
        token[at] ^= 1;
        return token;
    }
}
