package dev.relock.testenv.samples;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.process.Executables;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import dev.relock.testenv.proxy.ReverseProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application in Node that was built from the samples, behind nginx as the documents say. */
final class SampleApplication implements AutoCloseable {
    /** A page with all that is called by name. */
    static final String HOME = "/index.html";
    /** Nothing but the script tag. */
    static final String BARE = "/bare.html";

    static final String KEY_ESTABLISHED = "/key-established.html";
    static final String REKEYING = "/rekeying.html";

    private static final String WILDCARD = "6f1c0f1e-2f55-4b52-9c0b-5d0a3a1c7a10";

    private final Path files;
    private final URI url;
    private final ServerProcess node;
    private final ReverseProxy proxy;

    private SampleApplication(URI realm, Path directory) {
        int port = FreePort.find();
        int proxyPort = FreePort.find();
        url = URI.create("http://localhost:" + proxyPort);
        files = directory.resolve("files");
        build();
        node = ServerProcess.start("Node", command(port), Map.of(), directory.resolve("node.log"));
        node.awaitReady(() -> listens(port));
        URI application = URI.create("http://127.0.0.1:" + port);
        proxy = ReverseProxy.start(proxyPort, realm, application, WILDCARD, directory.resolve("nginx"));
    }

    /** Returns when it can be used. */
    static SampleApplication start(URI realm) {
        return new SampleApplication(realm, Path.of(System.getProperty("relock.directory"), "sample-application"));
    }

    /** The origin that its users see. */
    URI url() {
        return url;
    }

    @Override
    public void close() {
        proxy.close();
        node.close();
    }

    private void build() {
        write("backend.mjs", filled(Sample.BACKEND_LOGIN));
        write("blanks.mjs", Blank.definitions(Blank.Where.NODE, url));
        copy("application.mjs");

        write("frontend.mjs", filled(Sample.FRONTEND_LOGIN));
        write("js-cookie.mjs", Sample.resource(System.getProperty("relock.js-cookie")));
        write("blanks.js", Blank.definitions(Blank.Where.PAGE, url));
        // Lines to be put into a function of the reader's own.
        write("order.js", "function order() {\n" + filled(Sample.FETCH) + "}\n");
        write("change-view.js", "function changeView() {\n" + filled(Sample.VIEW_CHANGE) + "}\n");
        write("key-established.js", filled(Sample.KEY_ESTABLISHED));
        write("rekeying.js", filled(Sample.REKEYING));
        copy("heard.js");
        copy("before-ready.js");
        copy("sample-module.mjs");

        page(HOME, List.of("blanks.js", "heard.js", "order.js", "change-view.js"), List.of("sample-module.mjs"));
        page(KEY_ESTABLISHED, List.of("key-established.js"), List.of());
        page(REKEYING, List.of("blanks.js", "heard.js", "rekeying.js"), List.of());
        page(BARE, List.of(), List.of());
        for (String target :
                List.of(Blank.UNKNOWN_USER_PAGE, Blank.KNOWN_USER_PAGE, Blank.SIGNED_IN_PAGE, Blank.FAILED_PAGE)) {
            write(target.substring(1), "<!doctype html>\n<title>" + target + "</title>\n");
        }
    }

    private void page(String path, List<String> scripts, List<String> modules) {
        String tag = filled(Sample.SCRIPT_TAG);
        String nonce = tag.replaceFirst("(?s).*nonce=\"(.*?)\".*", "$1");
        write(
                path.substring(1),
                Mustache.compiler()
                        .compile(Sample.resource("/samples/page.html"))
                        .execute(Map.of(
                                "title", path, "nonce", nonce, "scripts", scripts, "modules", modules, "agent", tag)));
    }

    private String filled(Sample sample) {
        return Blank.fillIn(sample, url);
    }

    private void copy(String file) {
        write(file, Sample.resource("/samples/" + file));
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(files);
            Files.writeString(files.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written in " + files, e);
        }
    }

    private List<String> command(int port) {
        Path executable = Executables.find("node")
                .orElseThrow(() -> new IllegalStateException("No Node found: install Node 20 or newer"));
        return List.of(
                executable.toString(),
                files.resolve("application.mjs").toAbsolutePath().toString(),
                Integer.toString(port),
                files.toAbsolutePath().toString(),
                url.toString());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
