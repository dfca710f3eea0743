package dev.relock.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An OpenAPI description in {@code docs/}, and what a resource class serves in the same words. */
record OpenApi(JsonNode tree) {
    /** By its path in the repository. */
    static OpenApi at(String path) {
        try (Reader text = Files.newBufferedReader(MarkdownPage.ROOT.resolve(path))) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new OpenApi(new ObjectMapper().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code GET /devices}, of all paths. */
    Set<String> operations() {
        Set<String> documented = new TreeSet<>();
        tree.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        documented.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return documented;
    }

    /** The same of a class and its sub-resources; what a path parameter must look like is left out. */
    static Set<String> operationsOf(Class<?> resource) {
        return operations(resource, "").collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> operations(Class<?> resource, String parent) {
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> {
            String path = parent + path(method);
            Optional<String> verb = verb(method);
            boolean isLocator = verb.isEmpty() && method.isAnnotationPresent(Path.class);
            return isLocator ? operations(method.getReturnType(), path) : verb.map(name -> name + " " + path).stream();
        });
    }

    private static String path(Method method) {
        return Optional.ofNullable(method.getAnnotation(Path.class))
                .map(path -> "/" + path.value().replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}"))
                .orElse("");
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }
}
