package dev.relock.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.relock.http.ProofFields.Found;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A body of any kind, and proof fields anywhere: read, or refused as malformed or too long. */
class RequestFuzzTest {

    /** A request of this type with this one header and cookie, for all names. */
    private static HttpHeaders headers(MediaType type, String header, String cookie) {
        Map<String, Cookie> cookies = new HashMap<>();
        for (String name : List.of("X-Key-Token", "X-Key-Signature", "X-Key-Session")) {
            cookies.put(name, new Cookie.Builder(name).value(cookie).build());
        }
        return (HttpHeaders) Proxy.newProxyInstance(
                RequestFuzzTest.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMediaType" -> type;
                    case "getRequestHeader" -> header.isEmpty() ? null : Arrays.asList(header.split(",", 3));
                    case "getCookies" -> cookie.isEmpty() ? Map.of() : cookies;
                    default -> throw new IllegalStateException(method.getName());
                });
    }

    private static Optional<Found> find(byte[] body, HttpHeaders headers)
            throws MalformedException, Body.TooLongException, IOException {
        Body read = Body.read(new ByteArrayInputStream(body), headers);
        read.text("user", 100);
        return ProofFields.of(headers)
                .json(read.json())
                .form(read.form())
                .cookies(headers)
                .find();
    }

    /** The first line is a header's value, the second a cookie's, the rest the body. */
    @FuzzTest
    void anyRequestIsReadOrRefused(byte[] data) throws Exception {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\n", 3);
        String header = parts.length > 2 ? parts[0] : "";
        String cookie = parts.length > 2 ? parts[1] : "";
        byte[] body = parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1);
        for (MediaType type : Arrays.asList(
                null,
                MediaType.APPLICATION_JSON_TYPE,
                MediaType.APPLICATION_FORM_URLENCODED_TYPE,
                MediaType.TEXT_PLAIN_TYPE)) {
            try {
                find(body, headers(type, header, cookie))
                        .ifPresent(
                                found -> assertThat(found.proof().signature()).hasSize(64));
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (Body.TooLongException refused) {
                assertThat(body.length).isGreaterThan(8192);
            }
        }
    }

    @Test
    void aProofIsFoundInEachKindOfBody() throws Exception {
        String token = "00".repeat(8) + "00000001" + "00".repeat(20);
        String form =
                "X-Key-Token=" + token + "&X-Key-Signature=" + "00".repeat(64) + "&X-Key-Session=" + "00".repeat(48);
        String json = "{\"" + form.replace("=", "\":\"").replace("&", "\",\"") + "\"}";
        byte[] ascii = form.getBytes(StandardCharsets.US_ASCII);
        assertThat(find(ascii, headers(MediaType.APPLICATION_FORM_URLENCODED_TYPE, "", "")))
                .isPresent();
        assertThat(find(ascii, headers(MediaType.TEXT_PLAIN_TYPE, "", ""))).isEmpty();
        assertThat(find(json.getBytes(StandardCharsets.US_ASCII), headers(MediaType.APPLICATION_JSON_TYPE, "", "")))
                .isPresent();
    }
}
