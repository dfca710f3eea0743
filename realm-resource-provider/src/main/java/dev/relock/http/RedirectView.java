package dev.relock.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/**
 * Shows the pages of a redirect. They stand alone: behind the reverse proxy of an application nothing of Keycloak's can be
 * reached but what is below {@code /relock/}, so neither can its themes.
 */
final class RedirectView {
    private static final String TEMPLATE = "relock-redirect.ftl";
    private static final String OWN_FILES =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";
    /** The form goes back to where it came from. */
    private static final String ASK_POLICY = OWN_FILES + "; form-action 'self'";

    private final KeycloakSession session;

    RedirectView(KeycloakSession session) {
        this.session = session;
    }

    Response ask(Map<String, ?> attributes) {
        return page(200, "ask", ASK_POLICY, attributes);
    }

    /** No form-action here: browsers hold it against where the application sends them on to, which nobody knows. */
    Response send(Map<String, ?> attributes) {
        return page(200, "send", OWN_FILES, attributes);
    }

    Response refuse(int status) {
        return page(status, "void", OWN_FILES, Map.of());
    }

    private Response page(int status, String step, String policy, Map<String, ?> attributes) {
        // Keycloak would put the realm's headers, made for its own pages, in the place of these.
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                // The application may look at Origin; the transaction stays in the address.
                .header("Referrer-Policy", "strict-origin")
                .header("X-Robots-Tag", "none")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(text(step, attributes))
                .build();
    }

    private String text(String step, Map<String, ?> attributes) {
        try {
            Theme theme = session.theme().getTheme(Theme.Type.LOGIN);
            Locale locale = session.getContext().resolveLocale(null);
            Properties messages = theme.getEnhancedMessages(session.getContext().getRealm(), locale);
            Map<String, Object> model = new HashMap<>(attributes);
            model.put("msg", new MessageFormatterMethod(locale, messages));
            model.put("relockStep", step);
            model.put("relockLanguage", locale.toLanguageTag());
            model.put("relockFolder", folder());
            return session.getProvider(FreeMarkerProvider.class).processTemplate(model, TEMPLATE, theme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FreeMarkerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The gateway's folder, as seen from the page, whatever a proxy has made of the path. */
    private String folder() {
        return session.getContext().getUri().getPath().contains("/relock/gateway/") ? "../" : "./";
    }
}
