import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { SelectField } from '#client/ui/Field.tsx'
import { Note } from '#client/ui/Note.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { stages } from '#shared/domain/stages.ts'
import { Drawer } from '../Drawer.tsx'
import { officerName } from '../frame.ts'
import { useScreen } from '../screen.ts'
import { ShareLine } from './ShareLine.tsx'
import { ShareLoads } from './ShareLoads.tsx'
import { createSharing, type News, type Rule, type Sharing } from './sharing.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { ShareTask } from './share-task.ts'
import './share.css'

/** Lines drawn at first, and at each "Montrer n de plus". */
const step = 60

/** "Répartition proposée": rules, loads, one line a youth; nothing changes before "Appliquer". */
export function SharePanel(props: { readonly task: ShareTask; readonly onClose: () => void }) {
  const screen = useScreen()
  const words = () => t().sharing
  // oxlint-disable-next-line solid/reactivity -- the parent is keyed by the task: this panel lives as long as one
  const sharing = createSharing(props.task, screen, (done) =>
    done > 0 ? t().sharing.done(done) : t().sharing.doneNone,
  )
  const [shown, setShown] = createSignal(step)
  const [heading, setHeading] = createSignal<HTMLHeadingElement>()
  const cover = () => (sharing.task.kind === 'cover' ? sharing.task.officer : null)
  const title = () => {
    const officer = cover()
    const name = officer === null ? null : officerName(screen.store.frame(), officer)
    return officer === null ? words().title : words().coverTitle(name ?? t().board.card.officerGone)
  }
  const ids = createMemo(() => sharing.ids())
  const apply = () => {
    sharing.apply()
    props.onClose()
  }
  const opener = document.activeElement
  onMount(() => heading()?.focus())
  onCleanup(() =>
    queueMicrotask(() => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
    }),
  )
  createEffect(
    on(sharing.news, (news) => {
      if (news) announce(newsWords(news))
    }),
  )
  function newsWords({ gone, added, again }: News): string {
    const [only] = gone
    const name = only === undefined ? '' : (screen.store.index.view(only)?.name ?? '?')
    const who = only === undefined ? null : screen.remote.lastMover(only)
    const left =
      gone.length === 1 && only !== undefined
        ? words().gone(who ?? t().board.move.colleague, name)
        : gone.length > 0
          ? words().goneMany(gone.length)
          : ''
    return [left, added > 0 ? words().added(added) : '', again > 0 ? words().again(again) : '']
      .filter(Boolean)
      .join(' ')
  }
  return (
    <Drawer
      class="share"
      headingId="share-title"
      title={title()}
      onHeading={setHeading}
      onClose={() => props.onClose()}
    >
      <div class="drawer-body share-body scroll">
        <Show when={sharing.ready()} fallback={<Spinner label={words().loading} />}>
          <p class="soft">
            {cover() === null ? words().lead(ids().length) : words().coverLead(ids().length)}
          </p>
          <Show when={sharing.news()}>
            {(news) => (
              <Note look="soon" icon="git-compare">
                {newsWords(news())}
              </Note>
            )}
          </Show>
          <Show when={sharing.blind()}>
            <Note icon="info">{words().blind}</Note>
          </Show>
          <Show when={sharing.officers().length === 0}>
            <Note look="soon" icon="users">
              {words().nobody}
            </Note>
          </Show>
          <Rules sharing={sharing} />
          <Show when={cover() !== null}>
            <Recipient sharing={sharing} />
          </Show>
          <ShareLoads loads={sharing.loads()} />
          <section aria-labelledby="share-lines">
            <h3 id="share-lines">{words().lines(sharing.count())}</h3>
            <Show when={ids().length > 0} fallback={<p class="muted">{words().nothing}</p>}>
              <ul class="share-lines">
                <For each={ids().slice(0, shown())}>
                  {(card) => <ShareLine card={card} sharing={sharing} />}
                </For>
              </ul>
              <Show when={ids().length > shown()}>
                <Button size="small" icon="plus" onClick={() => setShown(shown() + step)}>
                  {words().more(Math.min(step, ids().length - shown()))}
                </Button>
              </Show>
            </Show>
          </section>
        </Show>
      </div>
      <footer class="share-foot">
        <Button
          look="primary"
          size="large"
          icon="check"
          class="share-apply"
          disabled={sharing.count() === 0}
          onClick={apply}
        >
          {words().apply(sharing.count())}
        </Button>
        <Button size="large" onClick={() => props.onClose()}>
          {t().common.cancel}
        </Button>
      </footer>
    </Drawer>
  )
}

const rulesShown = ['keepReferent', 'workingTime', 'spreadQpv', 'rebalance'] as const

function Rules(props: { readonly sharing: Sharing }) {
  const words = () => t().sharing
  const cover = () => props.sharing.task.kind === 'cover'
  const rules = (): readonly Rule[] =>
    cover() ? rulesShown.filter((rule) => rule !== 'rebalance') : rulesShown
  return (
    <fieldset class="share-rules">
      <legend class="sr">{words().rules.title}</legend>
      <For each={rules()}>
        {(rule) => (
          <Check
            text={words().rules[rule]}
            checked={props.sharing.rules()[rule]}
            onChange={(value) => props.sharing.setRule(rule, value)}
          />
        )}
      </For>
      <p class="share-always">{words().rules.always}</p>
      <Show when={props.sharing.rules().workingTime}>
        <p class="share-always">{words().rules.quota}</p>
      </Show>
      <Show when={cover()}>
        <h3>{words().stages}</h3>
        <Check
          text={words().leaving}
          checked={props.sharing.leaving()}
          onChange={(value) => props.sharing.setLeaving(value)}
        />
        <For each={stages.filter((stage) => props.sharing.stages().has(stage))}>
          {(stage) => (
            <Check
              text={words().stage(
                t().common.stages[stage],
                props.sharing.stages().get(stage)?.count ?? 0,
              )}
              checked={props.sharing.stages().get(stage)?.on ?? false}
              onChange={(value) => props.sharing.setStage(stage, value)}
            />
          )}
        </For>
        <Show when={!props.sharing.leaving()}>
          <p class="share-always">{words().staying}</p>
        </Show>
      </Show>
    </fieldset>
  )
}

function Check(props: {
  readonly text: string
  readonly checked: boolean
  readonly onChange: (value: boolean) => void
}) {
  const id = createUniqueId()
  return (
    <span class="share-check">
      <input
        id={id}
        type="checkbox"
        class="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.text}</label>
    </span>
  )
}

/** All of them to one person, or shared among all. */
function Recipient(props: { readonly sharing: Sharing }) {
  const give = (value: string) => {
    const officer = props.sharing.officers().find((one) => one.id === value)?.id ?? null
    props.sharing.giveAllTo(officer satisfies UserId | null)
  }
  return (
    <SelectField label={t().sharing.to} onChange={(event) => give(event.currentTarget.value)}>
      <option value="">{t().sharing.toAll}</option>
      <For each={props.sharing.loads()}>
        {(load) => (
          <option value={load.officer.id}>{`${load.officer.name} (${number(load.before)})`}</option>
        )}
      </For>
    </SelectField>
  )
}
