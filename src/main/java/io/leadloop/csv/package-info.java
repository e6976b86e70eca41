/**
 * Reads CSV (RFC 4180) as people's spreadsheets and programs write it, in constant memory: UTF-8 with or without a byte
 * order mark, the separator found by counting, quotes with separators and line breaks inside, a damaged quote that
 * spoils its own row only, line numbers for words about a row, bounds against files without an end. UTF-16 and Excel
 * workbooks (.xlsx) become such text when they come in, see {@link io.leadloop.csv.TableText}.
 * Writes lines that no spreadsheet takes for formulas, see {@link io.leadloop.csv.CsvLine}.
 * Depends on no other package and knows no meaning of a column; what cannot be read throws {@link io.leadloop.csv.BadCsv}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.csv;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
