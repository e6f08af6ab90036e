// IndexedDB in promises: what two small stores need of it.

export interface Table {
  readonly name: string
  readonly table: string
  readonly keyPath: string
}

/** null where the browser keeps nothing: private window, storage refused. */
export function openDatabase({ name, table, keyPath }: Table): Promise<IDBDatabase | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null)
  return new Promise((resolve) => {
    const opening = indexedDB.open(name, 1)
    opening.addEventListener('upgradeneeded', () => {
      opening.result.createObjectStore(table, { keyPath })
    })
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => resolve(null))
  })
}

export function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () =>
      reject(asked.error ?? new Error('The disk could not be read.')),
    )
  })
}

export function write(
  database: IDBDatabase,
  table: string,
  edit: (store: IDBObjectStore) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, 'readwrite')
    edit(transaction.objectStore(table))
    transaction.addEventListener('complete', () => resolve())
    for (const ended of ['error', 'abort']) {
      transaction.addEventListener(ended, () =>
        reject(transaction.error ?? new Error('The disk would not keep it.')),
      )
    }
  })
}

/** Pages that hold it open are waited for by the browser, not by us. */
export function deleteDatabase(name: string): Promise<void> {
  if (typeof indexedDB === 'undefined') return Promise.resolve()
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(name)
    for (const ended of ['success', 'error', 'blocked'])
      asked.addEventListener(ended, () => resolve())
  })
}
