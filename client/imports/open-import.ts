import { createEffect, createResource, createSignal, onCleanup } from 'solid-js'
import { asProblem } from '#client/api.ts'
import { problemText } from '#client/i18n/i18n.ts'
import { showToast } from '#client/ui/toast.ts'
import { applyImport, correctImport, readCampaign, readImport, undoImport } from './calls.ts'
import type { ImportAnswer, ImportPatch } from '#shared/contracts/imports.ts'
import type { ImportRef } from './calls.ts'

/** How often a running import is asked how far it is. */
const pollMs = 900

/** What the steps after the file share: the answer, and the acts on it. */
export function createOpenImport(of: ImportRef) {
  const [read, { mutate }] = createResource(() => readImport(of))
  const [campaign] = createResource(() => readCampaign(of.campaign))
  const [busy, setBusy] = createSignal(false)

  /** Says why, and shows the list as it stands when a colleague was faster with it. */
  const refuse = async (refusal: unknown) => {
    const { code, status } = asProblem(refusal)
    showToast({ text: problemText(code), icon: 'circle-alert' })
    if (status !== 409) return
    const now = await readImport(of).catch(() => null)
    if (now) mutate(now)
  }
  const run = async (act: () => Promise<ImportAnswer>): Promise<boolean> => {
    setBusy(true)
    try {
      mutate(await act())
      return true
    } catch (error) {
      await refuse(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  // A running import is the server's work; this page only watches it.
  createEffect(() => {
    const state = read.state === 'ready' ? read().state : null
    if (state !== 'applying' && state !== 'undoing') return
    const timer = setInterval(() => {
      void readImport(of).then(mutate, () => undefined)
    }, pollMs)
    onCleanup(() => clearInterval(timer))
  })
  return {
    read,
    campaign,
    busy,
    correct: (patch: ImportPatch) => run(() => correctImport(of, patch)),
    apply: () => run(() => applyImport(of)),
    undo: async () => {
      setBusy(true)
      try {
        const undone = await undoImport(of)
        mutate(await readImport(of).catch(() => undefined))
        return undone
      } catch (error) {
        await refuse(error)
        return null
      } finally {
        setBusy(false)
      }
    },
  }
}
export type OpenImport = ReturnType<typeof createOpenImport>
