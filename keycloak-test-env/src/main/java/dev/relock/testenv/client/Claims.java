package dev.relock.testenv.client;

import com.nimbusds.jwt.JWT;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The claims of an ID token, as rows of a page. */
record Claims(Map<String, Object> all) {
    /** The standard claims on how a user signed in (OpenID Connect Core 1.0, section 2). */
    private static final List<String> ON_THE_SIGN_IN = List.of("acr", "amr");

    private static final String OURS = "relock";

    record Row(String name, String value) {}

    static Claims of(JWT idToken) throws SignInException {
        try {
            return new Claims(new TreeMap<>(idToken.getJWTClaimsSet().toJSONObject()));
        } catch (ParseException e) {
            throw new SignInException(e);
        }
    }

    String userName() {
        return String.valueOf(all.getOrDefault("preferred_username", all.get("sub")));
    }

    List<Row> rows() {
        return all.entrySet().stream()
                .map(claim -> new Row(claim.getKey(), String.valueOf(claim.getValue())))
                .toList();
    }

    /** What the token says about how the user signed in; a standard claim that is missing is shown as missing. */
    List<Row> onTheSignIn() {
        List<Row> rows = new ArrayList<>();
        for (String name : ON_THE_SIGN_IN) {
            rows.add(new Row(name, String.valueOf(all.getOrDefault(name, "not in the token"))));
        }
        rows().stream().filter(row -> row.name().startsWith(OURS)).forEach(rows::add);
        return rows;
    }
}
