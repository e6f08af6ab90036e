import { beforeEach, expect, test } from 'vitest'
import {
  closeToast,
  outdateToast,
  showToast,
  shownToasts,
  withdrawToast,
  type Toast,
} from '#client/ui/toast.ts'

const texts = () => shownToasts().map((toast) => toast.text)
const close = () => shownToasts().toReversed().slice(0, 1).forEach(closeToast)
const moved = (text: string): Toast => ({ text, replaces: 'move' })
const lost = (text: string): Toast => ({ text, stays: true, replaces: 'lost' })
const matters = (text: string): Toast => ({ text, matters: true })

beforeEach(() => {
  while (shownToasts().length > 0) close()
})

test('of notices of one kind the newest takes the place at once, of another kind it waits', () => {
  showToast(moved('one'))
  showToast(moved('two'))
  showToast({ text: 'copied' })
  expect(texts()).toEqual(['two'])
  close()
  expect(texts()).toEqual(['copied'])
})

test('[W2] what must be read comes before what confirms, and is not driven out by it, shown or waiting', () => {
  showToast(moved('moved'))
  showToast(matters('refused one'))
  expect(texts()).toEqual(['refused one'])
  showToast(matters('refused two'))
  for (const text of ['copied', 'saved', 'moved again']) showToast({ text })
  const read = []
  while (shownToasts().length > 0) {
    read.push(...texts())
    close()
  }
  expect(read).toEqual(['refused one', 'refused two', 'moved again'])
})

test('[W2] what stays stands beside what passes until it is answered, and says less when there is less', () => {
  showToast(lost('five cards'))
  showToast(moved('moved'))
  expect(texts()).toEqual(['five cards', 'moved'])
  close()
  showToast(lost('four cards'), 'quietly')
  expect(texts()).toEqual(['four cards'])
  withdrawToast('lost')
  expect(texts()).toEqual([])
})

test('[W2] [W3] of several that stay none drives another out, but for one of its kind', () => {
  showToast(lost('five cards'))
  showToast({ text: 'not sent', stays: true })
  showToast({ text: 'not sent either', stays: true })
  showToast(lost('four cards'), 'quietly')
  expect(texts()).toEqual(['not sent', 'not sent either', 'four cards'])
})

test('[W4] a notice that is not the newest any more goes, and the newest takes its place before what waits', async () => {
  showToast(moved('one'))
  showToast({ text: 'copied' })
  outdateToast('move')
  showToast(moved('two'))
  await Promise.resolve()
  expect(texts()).toEqual(['two'])
  outdateToast('move')
  await Promise.resolve()
  expect(texts()).toEqual(['copied'])
})

test('what was confirmed and is not so any more is withdrawn, shown or waiting', () => {
  showToast({ text: 'copied' })
  showToast(moved('moved'))
  withdrawToast('move')
  expect(texts()).toEqual(['copied'])
  close()
  expect(texts()).toEqual([])
})
