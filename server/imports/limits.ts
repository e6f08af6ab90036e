// What a list may measure. The largest real one seen is 3,300 rows of 29 columns, 0.5 MB.

export const maxFileBytes = 10 * 1024 * 1024
/** Sum of what a zipped workbook unpacks to; the same largest list unpacks to 4 MB. */
export const maxUnpackedBytes = 100 * 1024 * 1024
export const maxZipEntries = 1000
export const maxRows = 20_000
export const maxColumns = 150
/** What Excel itself allows in a cell. */
export const maxCellLength = 32_767
/** The whole reading, in its thread; the largest list takes about a second. */
export const readingTimeoutMs = 30_000
export const readingHeapMb = 384
/** Files read at the same time by one process. */
export const readingsAtOnce = 2
