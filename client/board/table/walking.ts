// Where a key leads in a list of rows. Pure.

/** The row a key leads to; null: the key is not one of these. The ends hold. */
export function wayOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  rows: { readonly at: number; readonly last: number; readonly page: number },
): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const to = (row: number) => Math.max(0, Math.min(rows.last, row))
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return to(rows.at + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return to(rows.at - 1)
    case 'PageDown':
      return to(rows.at + rows.page)
    case 'PageUp':
      return to(rows.at - rows.page)
    case 'Home':
      return 0
    case 'End':
      return rows.last
    default:
      return null
  }
}
