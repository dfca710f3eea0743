package dev.relock.testenv.keycloak;

import dev.relock.testenv.foreign.ForeignExtension;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a server when a test asks for it for the first time; it ends with this JVM. JUnit's own store would not do: where there
 * are several JVMs, each class is an execution of its own to JUnit.
 */
final class SharedServers implements ParameterResolver {
    private static final Map<Class<?>, Supplier<RelockKeycloak>> SERVERS = Map.of(
            KeycloakDistribution.class, SharedServers::distribution,
            KeycloakInContainer.class, KeycloakInContainer::start,
            KeycloakCluster.class, KeycloakCluster::start);
    private static final Map<Class<?>, RelockKeycloak> STARTED = new ConcurrentHashMap<>();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return SERVERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return STARTED.computeIfAbsent(
                parameter.getParameter().getType(), type -> SERVERS.get(type).get());
    }

    /**
     * A third of a server's time went into code compiled to the last and hardly run then: each test is another page. What
     * is run very often, signatures above all, is still compiled so.
     */
    private static final String LIVES_FOR_MINUTES =
            "-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
                    + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

    private static RelockKeycloak distribution() {
        Artifacts artifacts = Artifacts.ofTheBuild();
        return KeycloakDistribution.in(artifacts.directory().resolve("servers").resolve("shared"), artifacts)
                .fresh()
                .javaOptions(LIVES_FOR_MINUTES)
                .provider(ForeignExtension.jar(artifacts.directory().resolve("foreign")))
                // A proxy is at an address from which nothing comes that did not mean to be one.
                // The tab in the admin console, and users who are not stored; the other servers do without.
                .arguments(
                        "--features=declarative-ui,transient-users",
                        "--metrics-enabled=true",
                        "--proxy-headers=xforwarded",
                        "--proxy-trusted-addresses=127.0.0.2",
                        // All browsers of all tests come from one address.
                        "--spi-relock--keycloak--enrolments-per-address=1000000")
                .start();
    }
}
