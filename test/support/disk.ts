// What a page of ours has on the disk of its browser.
import type { Page } from 'playwright-core'

/** Every row of a table as text, bytes as Latin-1; none while there is no such database. */
export function rowsOnDisk(
  page: Page,
  { database, table }: { database: string; table: string },
): Promise<string[]> {
  return page.evaluate(
    async (asked) => {
      const there = await indexedDB.databases()
      // Opening what is not there would make it.
      if (!there.some((one) => one.name === asked.database)) return []
      const opening = indexedDB.open(asked.database)
      const open = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.addEventListener('success', () => resolve(opening.result))
        opening.addEventListener('error', () => reject(new Error('the disk cannot be read')))
      })
      const all: IDBRequest<object[]> = open
        .transaction(asked.table)
        .objectStore(asked.table)
        .getAll()
      const rows = await new Promise<object[]>((resolve) => {
        all.addEventListener('success', () => resolve(all.result))
      })
      open.close()
      return rows.map((row) =>
        Object.values(row)
          .map((value: unknown) =>
            value instanceof ArrayBuffer
              ? new TextDecoder('latin1').decode(value)
              : JSON.stringify(value),
          )
          .join('\n'),
      )
    },
    { database, table },
  )
}
