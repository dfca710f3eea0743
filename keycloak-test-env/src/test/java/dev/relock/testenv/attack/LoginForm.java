package dev.relock.testenv.attack;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields that a page of Keycloak's login posts, caught or changed on their way. */
final class LoginForm {
    /** Where login pages post to. */
    static final String ACTION = "**/login-actions/authenticate?**";

    private static final Set<String> PROOF = Set.of("X-Key-Token", "X-Key-Signature", "X-Key-Session");

    private LoginForm() {}

    /** Presses the button and keeps what would have been posted; Keycloak never sees it. */
    static Map<String, String> intercept(Page page, String button) {
        Map<String, String> caught = new LinkedHashMap<>();
        page.route(ACTION, route -> {
            caught.putAll(decode(route.request().postData()));
            // No content: the page stays as it is.
            route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
        page.waitForRequest(ACTION, () -> page.click(button));
        page.waitForCondition(() -> !caught.isEmpty());
        page.unroute(ACTION);
        return caught;
    }

    /** The proof among such fields. */
    static Map<String, String> proofIn(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> PROOF.contains(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** From now on the page posts these proof fields instead of its own. */
    static void replaceProof(Page page, Map<String, String> proof) {
        page.route(ACTION, route -> {
            if (route.request().method().equals("POST")) {
                Map<String, String> fields = decode(route.request().postData());
                fields.keySet().removeAll(PROOF);
                fields.putAll(proof);
                route.resume(new Route.ResumeOptions().setPostData(encode(fields)));
            } else {
                route.resume();
            }
        });
    }

    private static Map<String, String> decode(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Arrays.stream((form == null ? "" : form).split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> fields.put(
                        URLDecoder.decode(field[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return fields;
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
