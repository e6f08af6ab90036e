import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  onMount,
  Show,
  useContext,
} from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { FocusHome } from '#client/ui/focus-return.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { showToast } from '#client/ui/toast.ts'
import { announce } from '#client/ui/announce.ts'
import { answerWords } from './answer-words.ts'
import { placeBeside, type Spot } from './beside.ts'
import { FactFields } from './FactFields.tsx'
import { answerOf, firstDraft, mayTell, standingAnswer, stillAsked, type Faults } from './facts.ts'
import { instantOf, minuteAt } from './field-time.ts'
import { focusCard, focusDrawer } from './focus-card.ts'
import { isInView } from './next-focus.ts'
import { placeName, refusalText } from './place-words.ts'
import { useScreen } from './screen.ts'
import type { Question } from './asking.ts'
import type { CardView } from './card-view.ts'

/** [S4] What the new stage asks, in place, beside the card. The move has taken effect; the form may wait. */
export function FactsLayer() {
  const screen = useScreen()
  // Over "Tout voir" it belongs to the dialog: the mark keeps that one from hiding it and from keeping the focus.
  const over = () =>
    screen.seeingAll() !== null && screen.moving() === null && screen.giving() === null
  return (
    <div classList={{ 'facts-over': over() }} data-kb-top-layer={over() ? '' : undefined}>
      <Show when={screen.asking.question()} keyed>
        {(question) => <OneForm question={question} />}
      </Show>
    </div>
  )
}

function OneForm(props: { readonly question: Question }) {
  const screen = useScreen()
  const home = useContext(FocusHome)
  // oxlint-disable-next-line solid/reactivity -- the parent is keyed by the question: this form lives as long as one
  const question = props.question
  const view = () => screen.store.view(question.card)
  const now = () => minuteAt(new Date())
  const first = screen.store.index.view(question.card)
  const { settings } = screen.store.index.frame()
  const [form, setForm] = createSignal<HTMLFormElement>()
  const [faults, setFaults] = createSignal<Faults>({})
  const [spot, setSpot] = createSignal<Spot | null>(null)
  /** The answer of somebody else that is known to stand, and may be replaced. */
  const [known, setKnown] = createSignal<string | null>(null)
  const [refused, setRefused] = createSignal<string | null>(null)
  const name = first?.name ?? '?'
  if (!first) return null
  const kept = screen.asking.draftFor(
    question,
    () => firstDraft(first, { settings, now: now() }),
    () => standingAnswer(question.demand, first),
  )
  const title = () => t().acting.facts.titles[question.demand]

  function close(): void {
    const inside = form()?.contains(document.activeElement) ?? false
    screen.asking.later()
    if (inside) backToCard()
  }
  function backToCard(): void {
    // In "Tout voir" the card has left the list: on with the one from which the form was reached.
    if (screen.seeingAll() !== null) {
      queueMicrotask(home)
      return
    }
    if (isInView(question.card, screen)) screen.setFocused(question.card)
    queueMicrotask(() => {
      if (screen.opened() === question.card) focusDrawer()
      else focusCard(screen.focused(), { index: screen.store.index, preventScroll: true })
    })
  }
  function save(): void {
    const shown = view()
    const actor = screen.actor()
    if (!shown || !actor) return
    const { user } = actor
    const right = mayTell(actor, question.demand, shown)
    setRefused(right.allowed ? null : refusalText(right.code))
    if (!right.allowed) return
    const answer = answerOf(question.demand, kept.draft, {
      view: shown,
      user,
      now: now(),
      instantOf,
    })
    if (answer.kind === 'faulty') {
      setFaults(answer.faults)
      const faulty = form()?.querySelector<HTMLElement>('[aria-invalid="true"]')
      ;(faulty?.querySelector<HTMLElement>('input') ?? faulty)?.focus()
      return
    }
    // [W2] Over what somebody else has answered since, only who has read it and saves once more.
    const standing = overtakenBy(shown)
    if (standing !== null && standing !== known()) {
      setKnown(standing)
      return
    }
    screen.acts.tell(question.card, answer)
    screen.asking.answered(question)
    backToCard()
    showToast({ text: t().acting.facts.saved(name), icon: 'check', replaces: 'move' })
  }

  // Untouched and no longer asked (undone, or answered elsewhere), it goes; touched, it stays and says what happened.
  createEffect(() => {
    const shown = view()
    if (!kept.touched() && (!shown || !stillAsked(question.demand, shown))) close()
  })
  /** Another answer than the one that stood when this one was begun. */
  function overtakenBy(shown: CardView): string | null {
    const standing = standingAnswer(question.demand, shown)
    return standing === kept.before ? null : standing
  }
  const mayReplace = () => {
    const shown = view()
    return shown !== undefined && known() !== null && overtakenBy(shown) === known()
  }
  const adds = () => question.demand === 'reached_attempt'
  const noteText = (): string | null => {
    const shown = view()
    const words = t().acting.facts
    if (!shown) return words.gone
    const why = refused()
    if (why !== null) return words.refused(why)
    if (overtakenBy(shown) === null) {
      if (stillAsked(question.demand, shown)) return null
      return words.elsewhere(placeName(screen.store.frame(), shown.card.at))
    }
    const who = screen.remote.lastTeller(question.card, question.demand)
    const by = who ?? t().board.move.colleague
    const what = answerWords(question.demand, shown)
    const said = what === null ? words.takenAway(by) : words.answered(by, what)
    if (!mayReplace()) return said
    return `${said} ${adds() ? words.adds : words.replaces}`
  }
  const saveText = () => {
    if (!mayReplace()) return t().acting.facts.save
    return adds() ? t().acting.facts.add : t().acting.facts.replace
  }
  /** A sheet has its place at the bottom; turned, the screen may make one of it. */
  const style = () => {
    const at = spot()
    return at && !screen.phone() ? { left: `${at.left}px`, top: `${at.top}px` } : {}
  }
  function place(): void {
    const element = form()
    if (element && !screen.phone()) {
      setSpot((before) => placeBeside(question.card, element, screen.opened()) ?? before)
    }
  }
  onCleanup(() => screen.presence.show({ editing: null }))
  onMount(() => {
    const fact = title()
    if (question.focus) form()?.querySelector<HTMLElement>('input, select')?.focus()
    else announce(t().acting.facts.opened(name, fact))
    const press = (event: PointerEvent) => {
      const outside = event.target instanceof Node && !form()?.contains(event.target)
      if (outside && !kept.touched()) close()
    }
    const moved = () => requestAnimationFrame(place)
    place()
    moved()
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('scroll', moved, true)
    globalThis.addEventListener('resize', moved)
    onCleanup(() => {
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('scroll', moved, true)
      globalThis.removeEventListener('resize', moved)
    })
  })
  const told = createMemo(noteText)
  createEffect(on(told, (text) => text !== null && announce(text), { defer: true }))
  createEffect(on([view, faults, told], () => queueMicrotask(place), { defer: true }))

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape means "later" from anywhere inside
    <form
      ref={setForm}
      class="facts"
      classList={{ 'facts-sheet': screen.phone() }}
      role="dialog"
      aria-labelledby="facts-title"
      style={style()}
      onFocusIn={() => screen.presence.show({ editing: question.demand })}
      onFocusOut={() => screen.presence.show({ editing: null })}
      onInput={() => kept.touch()}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        // It ends the form, not the dialog it stands over.
        event.preventDefault()
        close()
      }}
    >
      <header class="facts-head">
        <Icon name="circle-dashed" size={14} />
        <h2 id="facts-title">
          {title()} <span class="facts-name">{name}</span>
        </h2>
      </header>
      <Show when={told()}>
        {(text) => (
          <Note look="soon" icon="git-compare">
            {text()}
          </Note>
        )}
      </Show>
      <Show when={view()}>
        {(shown) => (
          <FactFields demand={question.demand} view={shown()} kept={kept} faults={faults()} />
        )}
      </Show>
      <footer class="facts-foot">
        <Button look="quiet" size="small" onClick={() => close()}>
          {t().acting.facts.later}
        </Button>
        <Button look="primary" size="small" type="submit" disabled={view() === undefined}>
          {saveText()}
        </Button>
      </footer>
    </form>
  )
}
