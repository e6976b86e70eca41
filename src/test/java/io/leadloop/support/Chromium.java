package io.leadloop.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at the machine's own Chromium, without a screen. Where the machine has none the story is left out, unless
 * BROWSER_STORIES says {@code required}, as {@code .ci/run} does after installing it. What was on the screen when
 * something did not come is kept in {@code target/screens}.
 */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private final UnaryOperator<String> address;
    private final ChromeDriver driver;
    private final WebDriverWait wait;
    private int loads;
    private int filled;

    private Chromium(UnaryOperator<String> address, ChromeDriver driver) {
        this.address = address;
        this.driver = driver;
        this.wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(StaleElementReferenceException.class);
    }

    public static Chromium open(House house) {
        return new Chromium(house::address, driver());
    }

    public static Chromium open(Node node) {
        return new Chromium(node::address, driver());
    }

    /** The browser alone, for who looks at no house of the tests. */
    public static ChromeDriver driver() {
        if (!"required".equals(System.getenv("BROWSER_STORIES"))) {
            Assumptions.assumeTrue(
                    BROWSER.canExecute() && DRIVER.canExecute(), "needs Debian's chromium and chromium-driver");
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000");
        options.setExperimentalOption("prefs", Map.of("credentials_enable_service", false));
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingPort(Ports.free())
                .build();
        return new ChromeDriver(driver, options);
    }

    public Chromium signIn(String user) {
        go("/login");
        see(By.name("username")).sendKeys(user);
        see(By.name("password")).sendKeys(House.PASSWORD);
        press("Sign in");
        see(By.xpath("//aside"));
        return this;
    }

    /** Loads the page anew, also where only the part behind # differs from the one that is open. */
    public void go(String path) {
        loads++;
        driver.get("about:blank");
        driver.get(address.apply(path));
    }

    /** Waits until it stands on the screen. */
    public WebElement see(By what) {
        try {
            return wait.until(it -> it.findElements(what).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException(what.toString())));
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not come at " + driver.getCurrentUrl() + ", see " + screen(), e);
        }
    }

    /** Waits until a text stands somewhere in a part of the page. */
    public void see(By where, String text) {
        try {
            wait.until(it -> it.findElements(where).stream()
                    .anyMatch(part -> part.isDisplayed() && part.getText().contains(text)));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "\"" + text + "\" did not come at " + driver.getCurrentUrl() + ", see " + screen(), e);
        }
    }

    public void see(String text) {
        see(By.tagName("body"), text);
    }

    /** What a field holds, also one that is not shown. */
    public String valueOf(By field) {
        String value = wait.until(it -> it.findElement(field).getDomProperty("value"));
        return String.valueOf(value);
    }

    /** Waits until a field holds that. */
    public void comes(By field, String value) {
        try {
            wait.until(it -> value.equals(it.findElement(field).getDomProperty("value")));
        } catch (TimeoutException e) {
            throw new AssertionError(field + " does not become " + value + ", see " + screen(), e);
        }
    }

    /** Waits until a text stands nowhere in a part of the page. */
    public void seeNot(By where, String text) {
        try {
            wait.until(it -> !it.findElements(where).stream()
                    .anyMatch(part -> part.getText().contains(text)));
        } catch (TimeoutException e) {
            throw new AssertionError("\"" + text + "\" stays at " + driver.getCurrentUrl() + ", see " + screen(), e);
        }
    }

    /** The button or link with these words, within the first place that has it. */
    public void press(String words) {
        press(By.xpath("//*[self::button or self::a][normalize-space()=\"" + words + "\"]"));
    }

    public void press(By what) {
        WebElement button = see(what);
        ((JavascriptExecutor) driver).executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
        wait.until(it -> button.isEnabled());
        button.click();
    }

    /** Writes into the field with that label for people who cannot see. */
    public void type(String label, String text) {
        type(labelled(label), text);
    }

    /** How many pages were opened by {@link #go}. */
    public int loads() {
        return loads;
    }

    /** How many fields were typed into or chosen from. */
    public int filled() {
        return filled;
    }

    /** Keys at whatever has the focus, as of somebody without a mouse. */
    public void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** The name of the field that has the focus; empty where it has none. */
    public String focus() {
        String name = driver.switchTo().activeElement().getDomAttribute("name");
        return name == null ? "" : name;
    }

    public void type(By what, String text) {
        filled++;
        WebElement field = see(what);
        field.clear();
        field.sendKeys(text);
    }

    public void choose(String label, String option) {
        choose(labelled(label), option);
    }

    public void choose(By what, String option) {
        filled++;
        new Select(see(what)).selectByVisibleText(option);
    }

    private static By labelled(String label) {
        return By.xpath("//*[@aria-label=\"" + label + "\"]");
    }

    /** As on a phone, or on a desk. */
    public void width(int pixels) {
        driver.manage().window().setSize(new Dimension(pixels, 1000));
    }

    /** The width of the page itself; a window cannot be narrower than some hundred pixels. */
    public void viewport(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As the system's colours are set; a page that is open follows at once, without a transition. */
    public void isDark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** As in another place of the world. */
    public Chromium zone(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        return this;
    }

    /** Presses a key, wherever the keyboard is. */
    public void key(CharSequence key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Loads a script into the page. */
    public void script(String source) {
        driver.executeScript(source);
    }

    /** What a script says by {@code done(text)}. */
    public String ask(String script) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return String.valueOf(driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + script));
    }

    private Path screen() {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target", "screens")), "screen", ".png");
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
