import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Puts PIT's report of a room into words: a line for each class and each mutant that no test noticed. Run as a single
 * file by scripts/mutation: the room, and the page whose part about that room is written anew; without a page to stdout.
 */
public class MutationTable {

    private static final Set<String> NOTICED = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR", "NON_VIABLE");

    private record Mutant(String type, String method, int line, String change, boolean covered, boolean noticed) {}

    private static class Score {
        int all;
        int noticed;

        void add(Mutant mutant) {
            all++;
            noticed += mutant.noticed() ? 1 : 0;
        }

        String words() {
            return noticed + " of " + all + " | " + (all == 0 ? 100 : 100 * noticed / all) + " %";
        }
    }

    public static void main(String[] args) throws Exception {
        String room = args[0];
        String text = table(room, read(Path.of("target/mutation", room, "mutations.xml")));
        if (args.length == 1) {
            System.out.println(text);
        } else {
            write(Path.of(args[1]), room, text);
        }
    }

    private static List<Mutant> read(Path report) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        NodeList nodes = document.getElementsByTagName("mutation");
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Element it = (Element) nodes.item(i);
            String status = it.getAttribute("status");
            mutants.add(new Mutant(
                    child(it, "mutatedClass").replace("io.leadloop.", ""),
                    child(it, "mutatedMethod"),
                    Integer.parseInt(child(it, "lineNumber")),
                    child(it, "description").replaceAll(" for io/leadloop/.*", ""),
                    !status.equals("NO_COVERAGE"),
                    NOTICED.contains(status)));
        }
        return mutants;
    }

    private static String child(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String table(String room, List<Mutant> mutants) {
        Map<String, Score> classes = new TreeMap<>();
        Score whole = new Score();
        List<String> survivors = new ArrayList<>();
        for (Mutant mutant : mutants) {
            classes.computeIfAbsent(mutant.type().replaceAll("\\$.*", ""), it -> new Score()).add(mutant);
            whole.add(mutant);
            if (!mutant.noticed()) {
                survivors.add("- `%s.%s`, line %d: %s%s".formatted(
                        mutant.type(), mutant.method(), mutant.line(), mutant.change(),
                        mutant.covered() ? "" : " (no test comes here)"));
            }
        }
        StringBuilder text = new StringBuilder("## " + room + "\n\n| class | noticed | |\n|---|---|---|\n");
        text.append("| **all** | ").append(whole.words()).append(" |\n");
        classes.forEach((name, score) -> text.append("| ").append(name).append(" | ").append(score.words()).append(" |\n"));
        survivors.sort(null);
        text.append("\nNot noticed:\n\n").append(survivors.isEmpty() ? "- nothing" : String.join("\n", survivors));
        return text + "\n";
    }

    /** Each room's part stands between two comments; what is written by hand stands outside of them. */
    private static void write(Path page, String room, String text) throws IOException {
        String begin = "<!-- scripts/mutation: " + room + " -->\n";
        String end = "<!-- end of " + room + " -->\n";
        String old = Files.exists(page) ? Files.readString(page) : "# Mutation testing\n";
        int from = old.indexOf(begin);
        int until = old.indexOf(end);
        String part = begin + text + end;
        Files.writeString(
                page, from < 0 ? old + "\n" + part : old.substring(0, from) + part + old.substring(until + end.length()));
    }
}
