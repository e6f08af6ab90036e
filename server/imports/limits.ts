// What a list may measure. The largest real one seen is 3,300 rows of 29 columns, 0.5 MB; 60,000 such rows are 19 MB as
// CSV, 6 MB zipped, 83 MB unpacked.

export const maxFileBytes = 25 * 1024 * 1024
/** Sum of what a zipped workbook unpacks to. */
export const maxUnpackedBytes = 120 * 1024 * 1024
export const maxZipEntries = 1000
export const maxRows = 60_000
export const maxColumns = 150
/** What Excel itself allows in a cell. */
export const maxCellLength = 32_767
/**
 * Characters of all that is read of a list: 60,000 usual rows have 20 million. One long text that a workbook names in every
 * cell unpacks to nothing and reads to gigabytes.
 */
export const maxReadCharacters = 60_000_000
/** The whole reading, in its thread; 3,300 rows take about a second, 60,000 some ten. */
export const readingTimeoutMs = 45_000
export const readingHeapMb = 448
/** Files read at the same time by one process. */
export const readingsAtOnce = 2
/** Uploads that one process holds in memory, those that wait for their reading among them. */
export const uploadsAtOnce = 8
