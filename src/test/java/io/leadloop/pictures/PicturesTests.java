package io.leadloop.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.Node;
import io.leadloop.support.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Makes the pictures of the README anew, from the demo year and the demo leads: {@code scripts/pictures}. */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PicturesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DEFINITION = "/camunda/api/engine/engine/default/process-definition/key/lead-lifecycle";

    private final Path into = Path.of(System.getProperty("pictures", "."));

    @Test
    void the_pages_and_cockpit_show_the_demo_year() throws IOException {
        Map<String, String> demo = Map.of(
                "spring.profiles.active",
                "demo",
                "leadloop.admin.password",
                House.PASSWORD,
                "leadloop.database.embedded.directory",
                TestRun.folder("pictures").toString());
        try (Node node = Node.start("pictures", demo)) {
            node.isUp();
            ChromeDriver browser = Chromium.driver();
            try {
                signIn(browser, node);
                press(browser, "Load a demo year");
                sees(browser, By.xpath("//*[contains(text(), 'leads of a made-up year are here')]"));
                browser.get(node.address("/"));
                press(browser, "Play demo leads");
                new WebDriverWait(browser, PATIENCE).until(it -> {
                    it.get(node.address("/ops/leads"));
                    return !it.findElements(By.partialLinkText("anna-")).isEmpty();
                });
                String anna = browser.findElement(By.partialLinkText("anna-")).getAttribute("href");
                browser.get(node.address("/"));
                sees(browser, By.cssSelector("canvas"));
                take(browser, "overview");
                browser.get(anna);
                sees(browser, By.className("matrix"));
                take(browser, "lead");
                browser.get(node.address("/ops/pipeline"));
                take(browser, "pipeline");
                browser.get(node.address("/ops/funnel?days=90"));
                take(browser, "funnel");
                browser.get(node.address(DEFINITION));
                String json = browser.findElement(By.tagName("body")).getText();
                String id = json.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1");
                browser.get(node.address("/camunda/app/cockpit/default/#/process-definition/" + id + "/runtime"));
                sees(browser, By.cssSelector("[data-container-id=Wait_Mql] .badge"));
                take(browser, "lifecycle");
            } finally {
                browser.quit();
            }
        }
        assertThat(into.resolve("lifecycle.png")).isNotEmptyFile();
    }

    private static void signIn(ChromeDriver browser, Node node) {
        browser.get(node.address("/login"));
        browser.findElement(By.name("username")).sendKeys("admin");
        browser.findElement(By.name("password")).sendKeys(House.PASSWORD);
        press(browser, "Sign in");
        sees(browser, By.tagName("aside"));
    }

    private static void press(ChromeDriver browser, String words) {
        By button = By.xpath("//button[normalize-space()='" + words + "']");
        sees(browser, button);
        browser.findElement(button).click();
    }

    private static void sees(ChromeDriver browser, By what) {
        new WebDriverWait(browser, PATIENCE).until(it -> !it.findElements(what).isEmpty());
    }

    private void take(ChromeDriver browser, String name) throws IOException {
        // Charts are drawn once their scripts ran; what a page renews comes with its first look.
        new WebDriverWait(browser, PATIENCE)
                .until(it -> browser.executeScript("return document.readyState").equals("complete"));
        Files.createDirectories(into);
        Files.write(into.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
