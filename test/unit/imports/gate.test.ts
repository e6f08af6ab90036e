import { expect, test } from 'vitest'
import { createGate } from '#server/imports/gate.ts'

test('[G10] no more are let in than there is room for, and who leaves twice leaves once', () => {
  const gate = createGate(2)
  const [first, second] = [gate.enter(), gate.enter()]
  expect(gate.enter()).toBeNull()
  first?.()
  first?.()
  const third = gate.enter()
  expect(third).not.toBeNull()
  expect(gate.enter()).toBeNull()
  second?.()
  expect(gate.enter()).not.toBeNull()
})
