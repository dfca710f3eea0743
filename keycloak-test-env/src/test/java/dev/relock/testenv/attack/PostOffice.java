package dev.relock.testenv.attack;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.site.DemoSite;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** A real SMTP server to which a realm gives its mails. */
public final class PostOffice implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern LINK = Pattern.compile("http\\S+");

    private final RealmResource realm;
    private final GreenMail server;

    private PostOffice(RealmResource realm, GreenMail server) {
        this.realm = realm;
        this.server = server;
    }

    public static PostOffice of(DemoSite site) {
        return of(site.realm());
    }

    /** The same for any realm. */
    public static PostOffice of(RealmResource realm) {
        int port = FreePort.find();
        GreenMail server = new GreenMail(new ServerSetup(port, LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        server.start();
        PostOffice office = new PostOffice(realm, server);
        office.configure(Map.of("host", LOOPBACK, "port", Integer.toString(port), "from", "relock@example.org"));
        return office;
    }

    /** The subjects of what has come for this address. */
    public List<String> subjectsTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .map(PostOffice::subject)
                .toList();
    }

    /** One mail in its two forms, as its reader sees them. */
    public record Letter(String subject, String text, String html) {}

    /** Waits until a mail under this subject has come for this address. */
    public Letter await(String address, String subject) {
        Awaitility.await("the mail").until(() -> !lettersTo(address, subject).isEmpty());
        return lettersTo(address, subject).get(0);
    }

    /** What has come for this address under this subject. */
    public List<Letter> lettersTo(String address, String subject) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .filter(mail -> subject(mail).equals(subject))
                .map(mail -> new Letter(subject, form(mail, "text/plain"), form(mail, "text/html")))
                .toList();
    }

    private static String form(MimeMessage mail, String type) {
        try {
            Multipart forms = (Multipart) mail.getContent();
            for (int i = 0; i < forms.getCount(); i++) {
                if (forms.getBodyPart(i).isMimeType(type)) {
                    return forms.getBodyPart(i).getContent().toString();
                }
            }
            throw new IllegalStateException("No " + type + " in the mail");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The link in the plain text of the only mail for this address under this subject. */
    public URI linkTo(String address, String subject) {
        List<Letter> letters = lettersTo(address, subject);
        if (letters.size() != 1) {
            throw new IllegalStateException(letters.size() + " mails \"" + subject + "\" to " + address);
        }
        Matcher link = LINK.matcher(letters.get(0).text());
        if (!link.find()) {
            throw new IllegalStateException("No link in the mail to " + address);
        }
        return URI.create(link.group());
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(Address::toString).anyMatch(address::equals);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(Map<String, String> smtp) {
        RealmRepresentation representation = realm.toRepresentation();
        representation.setSmtpServer(smtp);
        realm.update(representation);
    }

    @Override
    public void close() {
        configure(Map.of());
        server.stop();
    }
}
