import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { closeToast, showToast, type Toast } from '#client/ui/toast.ts'
import { isOpen, isOvertaken, type Loss } from './losses.ts'
import { lossSentence, lossWhy, takeAgain } from './loss-words.ts'
import { useScreen } from './screen.ts'

/** [W2] [P8] One notice of all moves of one's own that were not kept, and the list it leads to. */
export function LossNotice() {
  const screen = useScreen()
  const [listed, setListed] = createSignal(false)
  // A card that has left the board meanwhile leaves nothing to answer.
  const all = createMemo(() =>
    screen.losses.all().filter((one) => screen.store.view(one.card) !== undefined),
  )
  const listable = () => all().filter((one) => !one.anew)
  const untoldNow = () => all().filter((one) => !one.noted)
  const untold = createMemo(untoldNow, [], {
    equals: (a, b) => a.length === b.length && a.every((one, i) => one.why === b[i]?.why),
  })
  let shown: Toast | null = null

  function toastOf(lost: readonly Loss[]): Toast {
    const [only] = lost
    const single = lost.length === 1 ? only : undefined
    const takes = single !== undefined && isOvertaken(single)
    const action = takes
      ? { label: t().board.notices.takeBack, run: () => takeAgain(screen, [single]) }
      : { label: t().together.lost.see, run: list }
    return {
      text: lossSentence(screen, lost),
      icon: lost.some(isOvertaken) ? 'git-compare' : 'ban',
      matters: true,
      // Of a single refusal there is nothing to answer, nor of what one has moved since.
      get stays() {
        return untoldNow().some((one) => isOpen(one) || (!single && !one.anew))
      },
      ...(single && !takes ? {} : { action }),
      onClose: screen.losses.note,
    }
  }

  createEffect(
    on(untold, (lost, before = []) => {
      if (shown) closeToast(shown)
      const heard = lost.every((one) => before.some(({ why }) => why === one.why))
      if (!heard)
        announce(lossSentence(screen, lost), lost.some(isOvertaken) ? 'polite' : 'assertive')
      shown = lost.length === 0 || listed() ? null : toastOf(lost)
      if (shown) showToast(shown, 'quietly')
    }),
  )
  createEffect(() => {
    if (listable().length === 0) setListed(false)
  })
  onCleanup(() => {
    if (shown) closeToast(shown)
  })
  function list(): void {
    if (listable().length > 0) setListed(true)
    else screen.losses.note()
  }
  const close = () => {
    setListed(false)
    screen.losses.note()
  }
  return (
    <Dialog
      open={listed()}
      onClose={close}
      title={t().together.lost.title}
      closeLabel={t().common.close}
    >
      <List lost={listable()} />
    </Dialog>
  )
}

function List(props: { readonly lost: readonly Loss[] }) {
  const screen = useScreen()
  const [list, setList] = createSignal<HTMLUListElement>()
  const overtaken = () => props.lost.filter(isOvertaken)
  /** The line goes with its answer: the next one has the focus. */
  const take = (lost: readonly Loss[]) => {
    takeAgain(screen, lost)
    list()?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <div data-opens-here>
      <ul class="waiting" ref={setList}>
        <For each={props.lost}>
          {(one) => (
            <li>
              <Icon name={isOvertaken(one) ? 'git-compare' : 'ban'} size={14} />
              <span>
                {screen.store.view(one.card)?.name}
                <span class="back-why">{lossWhy(screen, one)}</span>
              </span>
              <Show when={isOvertaken(one)}>
                <Button
                  size="small"
                  aria-label={t().together.back.takeBack(screen.store.view(one.card)?.name ?? '?')}
                  onClick={() => take([one])}
                >
                  {t().board.notices.takeBack}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={overtaken().length > 1}>
        <p class="lost-acts">
          <Button
            look="quiet"
            onClick={() => screen.losses.answer(props.lost.map((one) => one.card))}
          >
            {t().together.lost.leaveAll}
          </Button>
          <Button look="primary" onClick={() => take(overtaken())}>
            {t().together.lost.takeAll(overtaken().length)}
          </Button>
        </p>
      </Show>
    </div>
  )
}
