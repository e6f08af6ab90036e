import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { asProblem, tell } from '#client/api.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { officersOf } from '../frame.ts'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { createAlive } from './alive.ts'
import { HoursLine } from './HoursLine.tsx'
import { draftOf, faultOf, sameHours, toRequest, type HoursDraft } from './hours.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'
import './dispatch.css'

/** [P3] Quota and absences of who works in a lane: what an even split weighs by. */
export function HoursDialog(props: { readonly lane: LaneId; readonly onClose: () => void }) {
  const screen = useScreen()
  const words = () => t().dispatching.hours
  const formId = createUniqueId()
  const [drafts, setDrafts] = createSignal<ReadonlyMap<UserId, HoursDraft>>(new Map())
  const [tried, setTried] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const isAlive = createAlive()
  const officers = () => officersOf(screen.store.frame(), props.lane)
  const ids = createMemo(() => officers().map((one) => one.id), [], {
    equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  })
  const entryOf = (id: UserId) => officers().find((one) => one.id === id)
  const draftFor = (id: UserId) => {
    const entry = entryOf(id)
    return drafts().get(id) ?? (entry ? draftOf(entry) : { quota: '', absences: [] })
  }
  const changed = () =>
    ids().filter((id) => {
      const entry = entryOf(id)
      return entry !== undefined && !sameHours(draftFor(id), draftOf(entry))
    })
  const save = async () => {
    setTried(true)
    setRefusal('')
    if (ids().some((id) => faultOf(draftFor(id)) !== null)) return
    const toSave = changed()
    setBusy(true)
    try {
      for (const id of toSave) {
        // One after the other: what was saved stays saved when one is refused.
        await tell(`/api/campaigns/${screen.campaign}/officers/${id}`, {
          method: 'PATCH',
          body: toRequest(draftFor(id)),
        })
      }
      const text = toSave.length > 0 ? words().saved(toSave.length) : words().unchanged
      showToast({ text, icon: 'check', replaces: 'move' })
      if (isAlive()) props.onClose()
    } catch (error) {
      const text = problemText(asProblem(error).code)
      setRefusal(text)
      // Closed before the answer: it is said all the same.
      if (!isAlive()) showToast({ text: words().lost(text), icon: 'circle-alert', matters: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      wide
      title={words().title(laneName(screen.store.frame(), props.lane))}
      closeLabel={t().common.close}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button look="quiet" onClick={() => props.onClose()}>
            {t().common.cancel}
          </Button>
          <Button look="primary" type="submit" form={formId} busy={busy()}>
            {words().save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        class="desk-form scroll"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p class="soft">{words().lead}</p>
        <Show when={refusal()}>
          <Note look="late" icon="circle-alert" urgent>
            {refusal()}
          </Note>
        </Show>
        <For each={ids()}>
          {(id) => (
            <HoursLine
              name={entryOf(id)?.name ?? ''}
              draft={draftFor(id)}
              fault={tried() ? faultOf(draftFor(id)) : null}
              onChange={(draft) => setDrafts(new Map(drafts()).set(id, draft))}
            />
          )}
        </For>
      </form>
    </Dialog>
  )
}
