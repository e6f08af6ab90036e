import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { asProblem, tell } from '#client/api.ts'
import { number } from '#client/i18n/format.ts'
import { problemText, t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { TextArea, TextField } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { readPostCodes } from '#shared/domain/post-codes.ts'
import { listNamesOf, proposeLane, whereaboutsOf, type Sector } from '#shared/domain/sectors.ts'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { createAlive } from './alive.ts'
import { staffIn, waitingCards } from './dispatch-plan.ts'
import type { LaneRequest } from '#shared/contracts/campaigns.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import './dispatch.css'

/** What a person has changed of a lane; as typed. */
interface Typed {
  readonly codes?: string
  readonly names?: string
}

/** [P2] Which post codes each lane serves, on a platform how lists write it, and what that does to what waits in "À répartir". */
export function SectorsDialog(props: { readonly onClose: () => void }) {
  const screen = useScreen()
  const words = () => t().dispatching.sectors
  const formId = createUniqueId()
  const [typed, setTyped] = createSignal<ReadonlyMap<LaneId, Typed>>(new Map())
  const [refusal, setRefusal] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const isAlive = createAlive()
  const lanes = () => screen.store.frame().lanes
  const ids = createMemo(() => lanes().map((lane) => lane.id), [], {
    equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  })
  const entryOf = (id: LaneId) => lanes().find((lane) => lane.id === id)?.entry
  const platform = () => screen.store.frame().template === 'platform'
  const type = (id: LaneId, change: Typed) =>
    setTyped(new Map(typed()).set(id, { ...typed().get(id), ...change }))
  const textOf = (id: LaneId) => typed().get(id)?.codes ?? (entryOf(id)?.postCodes ?? []).join(' ')
  const readOf = (id: LaneId) => readPostCodes(textOf(id))
  const namesTextOf = (id: LaneId) =>
    typed().get(id)?.names ?? (entryOf(id)?.alsoWritten ?? []).join(', ')
  const namesOf = (id: LaneId) => readNames(namesTextOf(id))
  const waiting = createMemo(() => {
    screen.store.count('lane/')
    return waitingCards(screen.store.index.views()).map((view) => whereaboutsOf(view.card))
  })
  /** How many of those who wait each lane would be proposed for; null: none. */
  const countsFor = (sectors: readonly Sector[]) => {
    const counts = new Map<LaneId | null, number>()
    for (const one of waiting()) {
      const proposal = proposeLane(one, sectors)
      const lane = proposal.kind === 'lane' ? proposal.lane : null
      counts.set(lane, (counts.get(lane) ?? 0) + 1)
    }
    return counts
  }
  const before = createMemo(() => countsFor(staffIn(screen.store.frame()).lanes))
  const after = createMemo(() =>
    countsFor(
      lanes().map(({ id, entry }) => {
        const written = { name: entry.name, alsoWritten: namesOf(id) }
        const names = listNamesOf(written, screen.store.frame().template)
        return { id, names, postCodes: readOf(id).codes }
      }),
    ),
  )
  const effect = (id: LaneId | null) =>
    [number(before().get(id) ?? 0), number(after().get(id) ?? 0)] as const
  const sharedCodes = (id: LaneId) => {
    const others = new Set(ids().flatMap((other) => (other === id ? [] : readOf(other).codes)))
    return readOf(id).codes.filter((code) => others.has(code))
  }
  const wrong = () => ids().some((id) => readOf(id).unread.length > 0)
  const changeOf = (id: LaneId): LaneRequest => {
    const { postCodes = [], alsoWritten = [] } = entryOf(id) ?? {}
    const [codes, names] = [readOf(id).codes, namesOf(id)]
    return {
      ...(isSame(codes, postCodes) ? {} : { postCodes: codes }),
      ...(isSame(names, alsoWritten) ? {} : { alsoWritten: names }),
    }
  }
  const changed = () => ids().filter((id) => Object.keys(changeOf(id)).length > 0)
  const save = async () => {
    if (wrong()) return
    setBusy(true)
    setRefusal('')
    try {
      for (const lane of changed()) {
        // One after the other: what was saved stays saved when one is refused.
        await tell(`/api/campaigns/${screen.campaign}/lanes/${lane}`, {
          method: 'PATCH',
          body: changeOf(lane),
        })
      }
      showToast({ text: words().saved, icon: 'check', replaces: 'move' })
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
        <p class="soft">{platform() ? `${words().hint} ${words().namesHint}` : words().hint}</p>
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
                error={
                  readOf(id).unread.length > 0
                    ? words().wrong(readOf(id).unread.join(' '))
                    : undefined
                }
                rows={1}
                inputMode="numeric"
                value={textOf(id)}
                onInput={(event) => type(id, { codes: event.currentTarget.value })}
              />
              <Show when={platform()}>
                <TextField
                  label={words().names(laneName(screen.store.frame(), id))}
                  value={namesTextOf(id)}
                  onInput={(event) => type(id, { names: event.currentTarget.value })}
                />
              </Show>
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

function readNames(text: string): string[] {
  const names = text.split(/[,;\n]/).map((name) => name.trim().slice(0, 100))
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 20)
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted())
}
