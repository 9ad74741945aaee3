package org.duban.ledger.internal.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duban.ledger.internal.Office;

/** Files as offices send them, made by another program (Apache POI). */
final class Sheets {

    private Sheets() {}

    /** A workbook with one sheet, filled cell by cell. */
    static byte[] xlsx(Consumer<Page> filling) {
        return book(Map.of("Sheet1", filling));
    }

    static byte[] book(Map<String, Consumer<Page>> sheets) {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            new LinkedHashMap<>(sheets)
                    .forEach((name, filling) -> filling.accept(new Page(book, book.createSheet(name))));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sheet, by letters and numbers. */
    record Page(XSSFWorkbook book, XSSFSheet sheet) {
        XSSFCell cell(int row, int column) {
            XSSFRow line = sheet.getRow(row - 1) == null ? sheet.createRow(row - 1) : sheet.getRow(row - 1);
            return line.getCell(column) == null ? line.createCell(column) : line.getCell(column);
        }

        Page row(int row, Object... values) {
            for (int c = 0; c < values.length; c++) {
                if (values[c] instanceof Number number) {
                    cell(row, c).setCellValue(number.doubleValue());
                } else if (values[c] instanceof LocalDate day) {
                    CellStyle style = book.createCellStyle();
                    style.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
                    cell(row, c).setCellValue(day);
                    cell(row, c).setCellStyle(style);
                } else if (values[c] != null) {
                    cell(row, c).setCellValue(values[c].toString());
                }
            }
            return this;
        }

        Page merge(int top, int left, int bottom, int right) {
            sheet.addMergedRegion(new CellRangeAddress(top - 1, bottom - 1, left, right));
            return this;
        }
    }

    static IntakeService intake(Office office) {
        return new IntakeService(
                office.matters(),
                office.journal(),
                office.settings().access(),
                office,
                office.formTypes(),
                office,
                Office.ZONE,
                false,
                null);
    }
}
