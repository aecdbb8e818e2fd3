// What the module Spreadsheets calls: libxlsxwriter with the checks that it leaves out, or, on a machine without its header, functions
// that do nothing. `canImport` cannot tell the two apart, because it does not look at the headers that a header includes.
#ifndef CXLSXWRITER_SHIM_H
#define CXLSXWRITER_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

typedef struct xl_book xl_book;
typedef struct xl_sheet xl_sheet;
typedef struct xl_format xl_format;

enum { XL_BOLD = 1, XL_LINE_BELOW = 2, XL_WRAP = 4, XL_LEFT = 8, XL_TOP = 16 };

/// What went wrong: the library's number and the system's, 0 for none.
typedef struct { int library; int system; } xl_result;

static inline const char *xl_system_message(int number) { return strerror(number); }

// `errno` is a macro that Swift does not see.
static inline int xl_system_error(void) { return errno; }
static inline void xl_forget_system_error(void) { errno = 0; }

/// Opens a file for writing, and makes it for this user alone if there is none. `created` tells which.
static inline int xl_touch(const char *path, int *created) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    *created = file >= 0;
    if (file < 0 && errno == EEXIST) file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno;
    close(file);
    return 0;
}

#if __has_include(<xlsxwriter.h>)
#include <xlsxwriter.h>

static inline int xl_is_built_in(void) { return 1; }

static inline const char *xl_message(int number) { return lxw_strerror((lxw_error)number); }

/// Sheets go to files in `folder` while they are written: mode 0600, and unlinked as soon as they are open.
static inline xl_book *xl_new(const char *path, const char *folder) {
    lxw_workbook_options options;
    memset(&options, 0, sizeof options);
    options.constant_memory = LXW_TRUE;
    options.tmpdir = (char *)folder;
    return (xl_book *)workbook_new_opt(path, &options);
}

static inline int xl_set_properties(xl_book *book, const char *title, int64_t created) {
    lxw_doc_properties properties;
    memset(&properties, 0, sizeof properties);
    properties.title = (char *)title;
    properties.created = (time_t)created;
    return workbook_set_properties((lxw_workbook *)book, &properties);
}

static inline xl_format *xl_new_format(xl_book *book, const char *numbers, int style) {
    lxw_format *format = workbook_add_format((lxw_workbook *)book);
    if (!format) return NULL;
    if (numbers) format_set_num_format(format, numbers);
    if (style & XL_BOLD) format_set_bold(format);
    if (style & XL_LINE_BELOW) format_set_bottom(format, LXW_BORDER_THIN);
    if (style & XL_WRAP) format_set_text_wrap(format);
    if (style & XL_LEFT) format_set_align(format, LXW_ALIGN_LEFT);
    if (style & XL_TOP) format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return (xl_format *)format;
}

/// `quoted` is the name as formulas have it. The library leaves the quotes out where Excel wants them, as for a sheet "2024".
static inline xl_sheet *xl_new_sheet(xl_book *book, const char *name, const char *quoted) {
    lxw_worksheet *sheet = workbook_add_worksheet((lxw_workbook *)book, name);
    if (!sheet) return NULL;
    char *copy = strdup(quoted);
    if (copy) {
        free(sheet->quoted_name);
        sheet->quoted_name = copy;
    }
    return (xl_sheet *)sheet;
}

static inline int xl_write_text(xl_sheet *sheet, uint32_t row, uint16_t column, const char *text, xl_format *format) {
    return worksheet_write_string((lxw_worksheet *)sheet, row, column, text, (lxw_format *)format);
}

static inline int xl_write_number(xl_sheet *sheet, uint32_t row, uint16_t column, double number, xl_format *format) {
    return worksheet_write_number((lxw_worksheet *)sheet, row, column, number, (lxw_format *)format);
}

static inline int xl_set_width(xl_sheet *sheet, uint16_t column, double width) {
    return worksheet_set_column((lxw_worksheet *)sheet, column, column, width, NULL);
}

/// In points. It must come before the cells of the next row.
static inline int xl_set_height(xl_sheet *sheet, uint32_t row, double height) {
    return worksheet_set_row((lxw_worksheet *)sheet, row, height, NULL);
}

static inline void xl_freeze_header(xl_sheet *sheet) { worksheet_freeze_panes((lxw_worksheet *)sheet, 1, 0); }

static inline int xl_add_filter(xl_sheet *sheet, uint32_t last_row, uint16_t last_column) {
    return worksheet_autofilter((lxw_worksheet *)sheet, 0, 0, last_row, last_column);
}

/// Whether a write to the sheet's file has failed: the library itself does not look.
static inline int xl_has_failed(xl_sheet *sheet) {
    FILE *file = ((lxw_worksheet *)sheet)->optimize_tmpfile;
    return file && ferror(file);
}

/// Writes what is still in memory; the size of the sheet's file, or -1 and the reason in `failure`.
static inline int64_t xl_flush(xl_sheet *sheet, int *failure) {
    lxw_worksheet *worksheet = (lxw_worksheet *)sheet;
    lxw_worksheet_write_single_row(worksheet);
    FILE *file = worksheet->optimize_tmpfile;
    errno = 0;
    if (!file || fflush(file) || ferror(file)) {
        *failure = errno;
        return -1;
    }
    return ftell(file);
}

/// Makes sure that a file of so many bytes fits beside the output, by making it and letting it go. The library copies each sheet once
/// more when it completes the workbook, and does not see it if the disk is full then.
static inline int xl_check_room(const char *folder, int64_t bytes) {
    FILE *file = lxw_tmpfile((char *)folder);
    if (!file) return errno ? errno : EIO;
#if defined(__linux__)
    int failure = posix_fallocate(fileno(file), 0, bytes);
#else
    int failure = ftruncate(fileno(file), bytes) ? errno : 0;
#endif
    fclose(file);
    return failure == EINVAL || failure == EOPNOTSUPP ? 0 : failure;
}

/// Completes the file and frees all.
static inline xl_result xl_close(xl_book *book) {
    xl_result result;
    errno = 0;
    result.library = workbook_close((lxw_workbook *)book);
    result.system = result.library ? errno : 0;
    return result;
}

/// Frees all without completing the file.
static inline void xl_free(xl_book *book) {
    lxw_worksheet *worksheet;
    LXW_FOREACH_WORKSHEET(worksheet, (lxw_workbook *)book) {
        if (worksheet->optimize_tmpfile) fclose(worksheet->optimize_tmpfile);
    }
    lxw_workbook_free((lxw_workbook *)book);
}

#else

static inline int xl_is_built_in(void) { return 0; }
static inline const char *xl_message(int number) { return "not built in"; }
static inline xl_book *xl_new(const char *path, const char *folder) { return NULL; }
static inline int xl_set_properties(xl_book *book, const char *title, int64_t created) { return 1; }
static inline xl_format *xl_new_format(xl_book *book, const char *numbers, int style) { return NULL; }
static inline xl_sheet *xl_new_sheet(xl_book *book, const char *name, const char *quoted) { return NULL; }
static inline int xl_write_text(xl_sheet *sheet, uint32_t row, uint16_t column, const char *text, xl_format *format) { return 1; }
static inline int xl_write_number(xl_sheet *sheet, uint32_t row, uint16_t column, double number, xl_format *format) { return 1; }
static inline int xl_set_width(xl_sheet *sheet, uint16_t column, double width) { return 1; }
static inline int xl_set_height(xl_sheet *sheet, uint32_t row, double height) { return 1; }
static inline void xl_freeze_header(xl_sheet *sheet) {}
static inline int xl_add_filter(xl_sheet *sheet, uint32_t last_row, uint16_t last_column) { return 1; }
static inline int xl_has_failed(xl_sheet *sheet) { return 1; }
static inline int64_t xl_flush(xl_sheet *sheet, int *failure) { return -1; }
static inline int xl_check_room(const char *folder, int64_t bytes) { return ENOSYS; }
static inline xl_result xl_close(xl_book *book) { xl_result result = {1, 0}; return result; }
static inline void xl_free(xl_book *book) {}

#endif
#endif
