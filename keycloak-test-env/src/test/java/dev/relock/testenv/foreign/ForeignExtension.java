package dev.relock.testenv.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The JAR of an extension by somebody else, with second factors of its own. */
public final class ForeignExtension {
    /** Provider id of an execution whose reference category is {@link #TEXT_MESSAGE_CREDENTIAL}. */
    public static final String TEXT_MESSAGE = "text-message-code";
    /** A two-factor credential type. */
    public static final String TEXT_MESSAGE_CREDENTIAL = "text-message";
    /** Provider id of an execution without a reference category. */
    public static final String VOICE_CALL = "voice-call-code";
    /** The right answer to both. */
    public static final String CODE = TextMessageAuthenticator.CODE;

    private static final List<Class<?>> CLASSES = List.of(
            ForeignExtension.class,
            ForeignAuthenticatorFactory.class,
            TextMessageAuthenticator.class,
            TextMessageFactory.class,
            VoiceCallFactory.class,
            TextMessageCredentialFactory.class,
            TextMessageCredentialFactory.TextMessageCredentialProvider.class);

    private static final Map<String, List<Class<?>>> SERVICES = Map.of(
            "org.keycloak.authentication.AuthenticatorFactory",
            List.of(TextMessageFactory.class, VoiceCallFactory.class),
            "org.keycloak.credential.CredentialProviderFactory",
            List.of(TextMessageCredentialFactory.class));

    private ForeignExtension() {}

    /** Makes the JAR in this directory. */
    public static Path jar(Path directory) {
        Path file = directory.resolve("foreign-extension.jar");
        try {
            Files.createDirectories(directory);
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
                for (Class<?> type : CLASSES) {
                    String name = type.getName().replace('.', '/') + ".class";
                    try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                        write(jar, name, code.readAllBytes());
                    }
                }
                for (Map.Entry<String, List<Class<?>>> service : SERVICES.entrySet()) {
                    String names = String.join(
                            "\n",
                            service.getValue().stream().map(Class::getName).toList());
                    write(jar, "META-INF/services/" + service.getKey(), names.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void write(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
