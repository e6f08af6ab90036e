import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { rowFilter, type ImportAnswer, type RowFilter } from '#shared/contracts/imports.ts'
import { readRows, type ImportRef } from './calls.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import { keeps } from './rows.ts'

/** Rows that the server is asked for at once. */
const pageSize = 200
/** Pages that stay in memory: a list of 60,000 is looked at a few hundred rows at a time. */
const mostPages = 20

export interface Rows {
  readonly count: () => number
  /** Undefined while it is on its way. */
  readonly at: (index: number) => ImportRow | undefined
  readonly ofLine: (line: number) => ImportRow | undefined
  /** Says which rows are in sight; those that are missing are asked for. */
  readonly show: (first: number, last: number) => void
}

/** The rows that a filter keeps: all at hand for a usual list, by pages from the server for a long one. */
export function createRows(
  of: ImportRef,
  { list, filter }: { readonly list: () => ImportAnswer; readonly filter: () => RowFilter },
): Rows {
  const isShort = () => list().counts[rowFilter.enum.all] <= list().rows.length
  const here = createMemo(() =>
    isShort() ? list().rows.filter((row) => keeps(filter(), row)) : [],
  )
  const [pages, setPages] = createSignal<ReadonlyMap<number, readonly ImportRow[]>>(new Map())
  const asked = new Set<number>()
  let sight = { first: 0, last: 0 }
  let reading = 0

  const ask = async (page: number) => {
    asked.add(page)
    const now = reading
    const query = { filter: filter(), from: page * pageSize, limit: pageSize }
    const answer = await readRows(of, query).catch(() => undefined)
    if (now !== reading) return
    // A page that did not come is asked for again when it is next in sight.
    asked.delete(page)
    if (!answer) return
    setPages((before) => {
      const next = new Map(before).set(page, answer.rows)
      for (const old of next.keys()) {
        if (next.size <= mostPages) break
        if (old !== page) next.delete(old)
      }
      return next
    })
  }
  const askMissing = (have: ReadonlyMap<number, unknown>) => {
    if (isShort()) return
    const last = Math.floor(Math.max(0, sight.last - 1) / pageSize)
    for (let page = Math.floor(sight.first / pageSize); page <= last; page++) {
      if (!have.has(page) && !asked.has(page)) void ask(page)
    }
  }
  const start = () => {
    reading++
    asked.clear()
    askMissing(new Map())
  }
  createEffect(
    on(
      filter,
      () => {
        sight = { first: 0, last: pageSize }
        setPages(new Map())
        start()
      },
      { defer: true },
    ),
  )
  // After a correction the rows in sight stay until their next reading comes.
  createEffect(on(list, start, { defer: true }))

  return {
    count: () => list().counts[filter()],
    at: (index) =>
      isShort() ? here()[index] : pages().get(Math.floor(index / pageSize))?.[index % pageSize],
    ofLine: (line) =>
      isShort()
        ? list().rows.find((row) => row.line === line)
        : [...pages().values()].flat().find((row) => row.line === line),
    show(first, last) {
      sight = { first, last }
      askMissing(pages())
    },
  }
}
