package dev.relock.testenv.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code realm/relock-demo-realm.json} holds, as far as others need it. */
public final class DemoRealm {
    public static final String NAME = "relock-demo";
    public static final String CLIENT_ID = "demo-web";
    public static final String CLIENT_SECRET = "demo-web-secret";
    /** Base32, as an authenticator app wants it. */
    public static final String OTP_SECRET_OF_ALICE = "KJSWY33DNMQEIZLNN4QEC3DJMNSSAMBR";
    /** On the class path. */
    public static final String RESOURCE = "/realm/" + NAME + "-realm.json";

    private DemoRealm() {}

    static void copyTo(Path directory) {
        try (InputStream realm = DemoRealm.class.getResourceAsStream(RESOURCE)) {
            Files.createDirectories(directory);
            Path file = directory.resolve(NAME + "-realm.json");
            Files.deleteIfExists(file);
            Files.copy(realm, file);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo realm cannot be copied to " + directory, e);
        }
    }
}
