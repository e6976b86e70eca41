package io.leadloop.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes .xlsx workbooks as ECMA-376 says, by hand, so that they hold what a library would not write: {@code s:text} is a shared
 * string, {@code i:text} an inline one, {@code n:number} a number, {@code d:number} one with a date format, {@code t:number} with a
 * date and time format, {@code c:number} with a custom format in German, {@code b:1} a boolean, {@code e:#N/A} an error,
 * {@code f:text} a formula's text and {@code g:number} a formula's number; an empty text leaves the cell out.
 */
public final class Workbooks {

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private final StringBuilder types = new StringBuilder();
    private boolean is1904;
    private int count;

    public Workbooks in1904() {
        is1904 = true;
        return this;
    }

    /** Rows of cells; a row null is left out of the sheet. */
    public Workbooks sheet(String name, List<List<String>> rows) {
        StringBuilder xml = new StringBuilder(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isEmpty()) {
                continue;
            }
            xml.append("<row r=\"").append(i + 1).append("\">");
            for (int c = 0; c < rows.get(i).size(); c++) {
                xml.append(cell((char) ('A' + c) + "" + (i + 1), rows.get(i).get(c)));
            }
            xml.append("</row>");
        }
        return raw(name, "visible", xml + "</sheetData></worksheet>");
    }

    /** A sheet as XML. */
    public Workbooks raw(String name, String state, String xml) {
        count++;
        parts.put("xl/worksheets/sheet" + count + ".xml", xml.getBytes(StandardCharsets.UTF_8));
        sheets.append("<sheet name=\"" + name + "\" sheetId=\"" + count + "\" state=\"" + state + "\" r:id=\"rId"
                + count + "\"/>");
        relations.append(
                "<Relationship Id=\"rId" + count + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006"
                        + "/relationships/worksheet\" Target=\"worksheets/sheet" + count + ".xml\"/>");
        types.append("<Override PartName=\"/xl/worksheets/sheet" + count
                + ".xml\" ContentType=\"application/vnd.openxmlformats"
                + "-officedocument.spreadsheetml.worksheet+xml\"/>");
        return this;
    }

    private String cell(String at, String cell) {
        if (cell.isEmpty()) {
            return "";
        }
        String value = escaped(cell.substring(2));
        return switch (cell.charAt(0)) {
            case 's' ->
                "<c r=\"" + at + "\" t=\"s\"><v>" + strings.computeIfAbsent(value, it -> strings.size()) + "</v></c>";
            case 'i' -> "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
            case 'd' -> "<c r=\"" + at + "\" s=\"1\"><v>" + value + "</v></c>";
            case 't' -> "<c r=\"" + at + "\" s=\"2\"><v>" + value + "</v></c>";
            case 'c' -> "<c r=\"" + at + "\" s=\"3\"><v>" + value + "</v></c>";
            case 'm' -> "<c r=\"" + at + "\" s=\"4\"><v>" + value + "</v></c>";
            case 'b' -> "<c r=\"" + at + "\" t=\"b\"><v>" + value + "</v></c>";
            case 'e' -> "<c r=\"" + at + "\" t=\"e\"><v>" + value + "</v></c>";
            case 'f' -> "<c r=\"" + at + "\" t=\"str\"><f>A1&amp;B1</f><v>" + value + "</v></c>";
            case 'g' -> "<c r=\"" + at + "\"><f>1+1</f><v>" + value + "</v></c>";
            default -> "<c r=\"" + at + "\"><v>" + value + "</v></c>";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Another part of the archive. */
    public Workbooks part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public byte[] bytes() {
        String relation =
                "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\""
                        + " Target=\"%s\"/>";
        Map<String, byte[]> all = new LinkedHashMap<>();
        text(
                all,
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + override("/xl/workbook.xml", "sheet.main") + override("/xl/styles.xml", "styles")
                        + override("/xl/sharedStrings.xml", "sharedStrings") + types + "</Types>");
        text(
                all,
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + relation.formatted("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
        text(
                all,
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN
                        + "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                        + (is1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets>" + sheets
                        + "</sheets></workbook>");
        text(
                all,
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                        + relation.formatted("rIdS", "styles", "styles.xml")
                        + relation.formatted("rIdT", "sharedStrings", "sharedStrings.xml") + "</Relationships>");
        text(
                all,
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN
                        + "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/>"
                        + "<numFmt numFmtId=\"165\" formatCode=\"[$EUR]\\ #,##0.00;[Red]&quot;day&quot;\"/></numFmts><cellXfs count=\"5\">"
                        + "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
                        + "</cellXfs></styleSheet>");
        StringBuilder shared = new StringBuilder("<sst xmlns=\"" + MAIN + "\">");
        strings.keySet().forEach(it -> shared.append("<si><t xml:space=\"preserve\">" + it + "</t></si>"));
        text(all, "xl/sharedStrings.xml", shared + "</sst>");
        all.putAll(parts);
        return zip(all);
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part
                + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + type + "+xml\"/>";
    }

    private static void text(Map<String, byte[]> all, String name, String xml) {
        all.put(name, (HEAD + xml).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(Map<String, byte[]> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
