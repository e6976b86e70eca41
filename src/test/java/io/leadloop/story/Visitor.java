package io.leadloop.story;

import io.leadloop.support.Chromium;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A visitor of somebody's website, at the machine's own Chromium. */
final class Visitor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ChromeDriver driver = Chromium.driver();
    private final WebDriverWait wait = new WebDriverWait(driver, PATIENCE);

    /** Opens a page and waits until the script is at work. */
    Visitor lands(String address) {
        driver.get(address);
        return isAtWork();
    }

    Visitor isAtWork() {
        wait.until(it -> Boolean.TRUE.equals(driver.executeScript("return !!(window.leadloop && leadloop.scan)")));
        driver.executeScript("leadloop.scan()");
        return this;
    }

    /** What a script returns, as text; empty for nothing. */
    String asks(String script) {
        Object said = driver.executeScript("return " + script);
        return said == null ? "" : said.toString();
    }

    void runs(String script) {
        driver.executeScript(script);
    }

    /** Waits until a script returns that text. */
    void comes(String script, String text) {
        wait.withMessage(() -> script + " is " + asks(script) + " and not " + text)
                .until(it -> text.equals(asks(script)));
    }

    /** Waits until a script returns a text of that form, and gives it. */
    String matches(String script, String form) {
        wait.withMessage(() -> script + " is " + asks(script) + " and not as " + form)
                .until(it -> asks(script).matches(form));
        return asks(script);
    }

    String field(String name) {
        return asks("(document.querySelector('[name=\"" + name + "\"]') || {}).value");
    }

    void fieldComes(String name, String value) {
        comes("(document.querySelector('[name=\"" + name + "\"]') || {}).value", value);
    }

    /** All that the site's pages keep: cookies and storage, by name. */
    String jar() {
        return asks("document.cookie + '|' + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
    }

    void clicks(String css) {
        driver.findElement(By.cssSelector(css)).click();
    }

    void waitsFor(String css) {
        wait.until(it -> !it.findElements(By.cssSelector(css)).isEmpty());
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
