package io.leadloop.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of {@code --name value} pairs. The last value of a name wins.
 *
 * @param rest what stands behind {@code --}
 */
record Arguments(Map<String, String> values, List<String> rest) {

    /** Reads the command line; prints the help and ends the JVM where it asks for it or does not fit. */
    static Arguments readOrExit(String[] args, Set<String> names, String help) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (name.equals("help")) {
                System.out.println(help);
                System.exit(0);
            } else if (args[i].equals("--")) {
                rest.addAll(List.of(args).subList(i + 1, args.length));
                break;
            } else if (names.contains(name) && i + 1 < args.length) {
                values.put(name, args[++i]);
            } else {
                System.err.println("Cannot use '" + args[i] + "'.\n\n" + help);
                System.exit(2);
            }
        }
        return new Arguments(values, rest);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " has to be a whole number, not '" + value + "'", e);
        }
    }
}
