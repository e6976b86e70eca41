package io.leadloop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to be gone when the bench ends, however it ends: child processes first, then their folder. */
final class Leftovers implements AutoCloseable {

    private final Deque<AutoCloseable> last = new ArrayDeque<>();

    /** Makes a temporary folder that goes at the end, unless it is to be kept. */
    Path folder(Optional<Path> parent, boolean keep) {
        try {
            if (parent.isPresent()) {
                Files.createDirectories(parent.get());
            }
            Path folder = parent.isPresent()
                    ? Files.createTempDirectory(parent.get().toAbsolutePath(), "leadloop-bench-")
                    : Files.createTempDirectory("leadloop-bench-");
            add(() -> {
                if (keep) {
                    System.out.println("Kept: " + folder);
                } else {
                    delete(folder);
                }
            });
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    synchronized <T extends AutoCloseable> T add(T leftover) {
        last.push(leftover);
        return leftover;
    }

    @Override
    public void close() {
        Deque<AutoCloseable> all;
        synchronized (this) {
            all = new ArrayDeque<>(last);
        }
        for (AutoCloseable leftover : all) {
            try {
                leftover.close();
            } catch (Exception e) {
                System.err.println("Could not clean up: " + e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
