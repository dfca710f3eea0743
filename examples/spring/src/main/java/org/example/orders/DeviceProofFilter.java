package org.example.orders;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only requests through that the browser of the user who is signed in has proven to be its own. */
final class DeviceProofFilter extends OncePerRequestFilter {
    /** Request attribute: what the gateway says. */
    static final String FACTS = "relock";

    private static final int DIGEST_BYTES = 32;

    private final Gateway gateway;
    private final String origin;

    /** @param origin the application's own, as browsers see it; never what a request says of itself */
    DeviceProofFilter(Gateway gateway, String origin) {
        this.gateway = gateway;
        this.origin = origin;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        ResponseEntity<Map<String, Object>> answer;
        try {
            answer = gateway.confirm(question(request, body));
        } catch (RestClientException e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (answer.getStatusCode().value() != HttpServletResponse.SC_OK) {
            // As GET auth says it: the agent makes new keys after 404 and 409, and asks once more.
            response.setHeader(
                    "WWW-Authenticate", "Relock error=\"" + answer.getStatusCode().value() + " confirm\"");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (!request.getUserPrincipal().getName().equals(answer.getBody().get("sub"))) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.setAttribute(FACTS, answer.getBody());
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private Map<String, String> question(HttpServletRequest request, byte[] body) {
        String query = request.getQueryString();
        Map<String, String> question = new HashMap<>();
        for (String field : new String[] {"X-Key-Token", "X-Key-Signature", "X-Key-Session"}) {
            question.put(field, request.getHeader(field));
        }
        question.put("method", request.getMethod());
        question.put("url", origin + request.getRequestURI() + (query == null ? "" : "?" + query));
        question.put("body_digest", HexFormat.of().formatHex(sha512(body), 0, DIGEST_BYTES));
        return question;
    }

    private static byte[] sha512(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
