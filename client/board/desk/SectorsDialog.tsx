import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { asProblem, tell } from '#client/api.ts'
import { number } from '#client/i18n/format.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextArea } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { readPostCodes } from '#shared/domain/post-codes.ts'
import { proposeLane } from '#shared/domain/sectors.ts'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { waitingCards } from './dispatch-plan.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import './dispatch.css'

/** [P2] Which post codes each lane serves, and what that does to what waits in "À répartir". */
export function SectorsDialog(props: { readonly onClose: () => void }) {
  const screen = useScreen()
  const words = () => t().dispatching.sectors
  const formId = createUniqueId()
  const [texts, setTexts] = createSignal<ReadonlyMap<LaneId, string>>(new Map())
  const [refusal, setRefusal] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const lanes = () => screen.store.frame().lanes
  const ids = createMemo(() => lanes().map((lane) => lane.id), [], {
    equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  })
  const entryOf = (id: LaneId) => lanes().find((lane) => lane.id === id)?.entry
  const textOf = (id: LaneId) => texts().get(id) ?? (entryOf(id)?.postCodes ?? []).join(' ')
  const readOf = (id: LaneId) => readPostCodes(textOf(id))
  const waiting = createMemo(() => {
    screen.store.count('lane/')
    return waitingCards(screen.store.index.views()).map((view) => view.card.who.postCode)
  })
  /** How many of those who wait each lane would be proposed for; null: none. */
  const countsFor = (sectors: readonly { id: LaneId; postCodes: readonly string[] }[]) => {
    const counts = new Map<LaneId | null, number>()
    for (const code of waiting()) {
      const proposal = proposeLane(code, sectors)
      const lane = proposal.kind === 'lane' ? proposal.lane : null
      counts.set(lane, (counts.get(lane) ?? 0) + 1)
    }
    return counts
  }
  const before = createMemo(() =>
    countsFor(lanes().map(({ id, entry }) => ({ id, postCodes: entry.postCodes }))),
  )
  const after = createMemo(() =>
    countsFor(ids().map((id) => ({ id, postCodes: readOf(id).codes }))),
  )
  const effect = (id: LaneId | null) =>
    [number(before().get(id) ?? 0), number(after().get(id) ?? 0)] as const
  const sharedCodes = (id: LaneId) => {
    const others = new Set(ids().flatMap((other) => (other === id ? [] : readOf(other).codes)))
    return readOf(id).codes.filter((code) => others.has(code))
  }
  const wrong = () => ids().some((id) => readOf(id).unread.length > 0)
  const changed = () =>
    ids().filter((id) => {
      const now = readOf(id).codes.toSorted().join()
      return now !== (entryOf(id)?.postCodes ?? []).toSorted().join()
    })
  const save = async () => {
    if (wrong()) return
    setBusy(true)
    setRefusal('')
    try {
      for (const lane of changed()) {
        // One after the other: what was saved stays saved when one is refused.
        await tell(`/api/campaigns/${screen.campaign}/lanes/${lane}`, {
          method: 'PATCH',
          body: { postCodes: readOf(lane).codes },
        })
      }
      showToast({ text: words().saved, icon: 'check' })
      props.onClose()
    } catch (error) {
      setRefusal(problemText(asProblem(error).code))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      wide
      title={words().title}
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
            <div class="desk-form-line">
              <TextArea
                label={words().field(laneName(screen.store.frame(), id))}
                hint={words().hint}
                error={
                  readOf(id).unread.length > 0
                    ? words().wrong(readOf(id).unread.join(' '))
                    : undefined
                }
                rows={2}
                inputMode="numeric"
                value={textOf(id)}
                onInput={(event) => setTexts(new Map(texts()).set(id, event.currentTarget.value))}
              />
              <p class="soft">{words().effect(...effect(id))}</p>
              <Show when={sharedCodes(id).length > 0}>
                <p class="soft">{words().shared(sharedCodes(id).join(' '))}</p>
              </Show>
            </div>
          )}
        </For>
        <p>{words().nobody(...effect(null))}</p>
      </form>
    </Dialog>
  )
}
