package dev.relock.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** One page of the documentation, read as its readers' viewers read it. */
record MarkdownPage(Path file, Node document) {
    /** The root of the repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What an indented piece of code begins with if it is for a shell. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^(\\./|[A-Z_]+=\\S+ )");

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** A page by its path in the repository. */
    static MarkdownPage at(String path) {
        return read(ROOT.resolve(path));
    }

    /** All that the repository has for people to read. */
    static List<MarkdownPage> all() {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(node_modules|target|\\.git)/.*"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, PARSER.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its links and images lead. */
    List<String> destinations() {
        List<String> found = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                found.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                found.add(image.getDestination());
                visitChildren(image);
            }
        });
        return found;
    }

    /** The pieces of code, also those within lists. */
    List<CodeBlock> codeBlocks() {
        List<CodeBlock> found = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                found.add(new CodeBlock(file, block.getInfo() == null ? "" : block.getInfo(), block.getLiteral()));
            }

            @Override
            public void visit(IndentedCodeBlock block) {
                boolean isCommand = COMMAND.matcher(block.getLiteral()).find();
                found.add(new CodeBlock(file, isCommand ? "sh" : "", block.getLiteral()));
            }
        });
        return found;
    }

    /** What a link may name behind {@code #}: headings, as GitHub names them, and anchors of the page's own. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String name = text(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                String unique = name;
                for (int number = 1; !anchors.add(unique); number++) {
                    unique = name + "-" + number;
                }
            }

            @Override
            public void visit(HtmlInline html) {
                Matcher anchor = ANCHOR.matcher(html.getLiteral());
                if (anchor.matches()) {
                    anchors.add(anchor.group(1));
                }
            }
        });
        return anchors;
    }

    /** Empty if there is none. */
    String lastHeading() {
        String last = "";
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                last = text(heading);
            }
        }
        return last;
    }

    /** The cells of the rows, without the head, of the first table behind a heading. */
    List<List<String>> table(String heading) {
        Node node = document.getFirstChild();
        while (node != null && !(node instanceof Heading && text(node).equals(heading))) {
            node = node.getNext();
        }
        while (node != null && !(node instanceof TableBlock)) {
            node = node.getNext();
        }
        if (node == null) {
            throw new AssertionError(file + " has no table behind the heading \"" + heading + "\"");
        }
        List<List<String>> rows = new ArrayList<>();
        eachChild(
                node,
                TableBody.class,
                body -> eachChild(body, TableRow.class, row -> {
                    List<String> cells = new ArrayList<>();
                    eachChild(row, TableCell.class, cell -> cells.add(text(cell)));
                    rows.add(cells);
                }));
        return rows;
    }

    private static <T extends Node> void eachChild(Node parent, Class<T> type, Consumer<T> action) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (type.isInstance(child)) {
                action.accept(type.cast(child));
            }
        }
    }

    /** Its text without markup. */
    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text plain) {
                text.append(plain.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }
        });
        return text.toString();
    }
}
