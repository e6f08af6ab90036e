import { createSignal, createUniqueId, For, Match, onMount, Show, Switch } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { isFocusLost } from '#client/ui/focus-return.ts'
import { showToast } from '#client/ui/toast.ts'
import { handoverReasons, sendBackReasons } from '../facts.ts'
import { focusDrawer } from '../focus-card.ts'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { mayAnswer, mayTakeBack } from './handovers.ts'
import type { SendBackReason } from '#shared/domain/card.ts'
import type { CardView } from '../card-view.ts'

/** Accept or return for who receives, take back for who sent; nothing for the others. [P3] */
export function HandoverAnswer(props: { readonly view: CardView }) {
  const screen = useScreen()
  const [asking, setAsking] = createSignal(false)
  const [giving, setGiving] = createSignal<HTMLButtonElement>()
  const accept = () => {
    screen.acts.accept([props.view.id])
    announce(t().handing.accepted(1))
    answered()
  }
  const takeBack = () => {
    const { handover } = props.view.card
    if (handover) screen.acts.move(props.view.id, { kind: 'lane', lane: handover.from })
    answered()
  }
  return (
    <Switch>
      <Match when={mayTakeBack(screen.actor(), props.view)}>
        <span class="handover-acts">
          <Show when={props.view.card.handover?.reason === undefined}>
            <ReasonChoice view={props.view} />
          </Show>
          <Button
            size="small"
            icon="undo-2"
            aria-label={t().handing.takeBackOf(props.view.name)}
            onClick={takeBack}
          >
            {t().handing.takeBack}
          </Button>
        </span>
      </Match>
      <Match when={mayAnswer(screen.actor(), props.view)}>
        <Show
          when={asking()}
          fallback={
            <span class="handover-acts">
              <Button
                look="primary"
                size="small"
                icon="check"
                aria-label={t().handing.acceptOf(props.view.name)}
                onClick={accept}
              >
                {t().handing.accept}
              </Button>
              <Button
                size="small"
                icon="undo-2"
                aria-label={t().handing.giveBackOf(props.view.name)}
                ref={setGiving}
                onClick={() => setAsking(true)}
              >
                {t().handing.giveBack}
              </Button>
            </span>
          }
        >
          <ReturnForm
            view={props.view}
            onCancel={() => {
              setAsking(false)
              giving()?.focus()
            }}
          />
        </Show>
      </Match>
    </Switch>
  )
}

/** What was pressed is gone with the answer. The list of hand-overs has taken the focus by now; in a drawer, its name does. */
function answered(): void {
  if (isFocusLost()) focusDrawer()
}

/** The sender says why, where the form after the move was left for later, or several cards moved at once. */
function ReasonChoice(props: { readonly view: CardView }) {
  const screen = useScreen()
  return (
    <span class="select-box">
      <select
        class="select select-small"
        aria-label={t().handing.reasonOf(props.view.name)}
        onChange={(event) => {
          const reason = handoverReasons.find((one) => one === event.currentTarget.value)
          const { handover } = props.view.card
          if (!reason || !handover) return
          screen.acts.tell(props.view.id, {
            kind: 'edit',
            values: { handover: { ...handover, reason } },
          })
          answered()
        }}
      >
        <option value="">{t().handing.reason}</option>
        <For each={handoverReasons}>
          {(one) => <option value={one}>{t().handing.reasons[one]}</option>}
        </For>
      </select>
      <Icon name="chevron-down" size={14} />
    </span>
  )
}

function ReturnForm(props: { readonly view: CardView; readonly onCancel: () => void }) {
  const screen = useScreen()
  const id = createUniqueId()
  const [reason, setReason] = createSignal<SendBackReason | ''>('')
  const [missing, setMissing] = createSignal(false)
  const [select, setSelect] = createSignal<HTMLSelectElement>()
  onMount(() => select()?.focus())
  const save = () => {
    const why = reason()
    if (why === '') {
      setMissing(true)
      select()?.focus()
      return
    }
    const lane = props.view.card.handover?.from ?? null
    screen.acts.giveBack([props.view.id], why)
    answered()
    showToast({
      text: t().handing.givenBack(1, laneName(screen.store.frame(), lane)),
      icon: 'undo-2',
      replaces: 'move',
    })
  }
  return (
    <form
      class="handover-return"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <label class="field-label" for={id}>
        {t().handing.why(props.view.name)}
      </label>
      <span class="select-box">
        <select
          ref={setSelect}
          id={id}
          class="select select-small"
          aria-invalid={missing() ? 'true' : undefined}
          aria-describedby={missing() ? `${id}-fault` : undefined}
          onChange={(event) => {
            const chosen = sendBackReasons.find((one) => one === event.currentTarget.value)
            setReason(chosen ?? '')
            setMissing(false)
          }}
        >
          <option value="">{t().acting.facts.choose}</option>
          <For each={sendBackReasons}>
            {(one) => <option value={one}>{t().acting.facts.backReasons[one]}</option>}
          </For>
        </select>
        <Icon name="chevron-down" size={14} />
      </span>
      <Show when={missing()}>
        <p class="field-error" id={`${id}-fault`}>
          {t().acting.facts.needed}
        </p>
      </Show>
      <span class="handover-acts">
        <Button look="quiet" size="small" onClick={() => props.onCancel()}>
          {t().common.cancel}
        </Button>
        <Button look="primary" size="small" type="submit">
          {t().handing.confirmBack}
        </Button>
      </span>
    </form>
  )
}
