import { Show } from 'solid-js'
import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Note } from '#client/ui/Note.tsx'
import { agreementRenewed, isAgreementWithdrawn, withdrawnOn } from '#shared/domain/agreement.ts'
import { may } from '#shared/domain/permissions.ts'
import { focusDrawer } from './focus-card.ts'
import { useScreen } from './screen.ts'
import type { CardView } from './card-view.ts'

/** On an open card: a list says that the youth no longer accepts to be contacted. The coordination may take it back. */
export function AgreementNote(props: { readonly view: CardView }) {
  const screen = useScreen()
  const words = () => t().agreement
  const text = () => {
    const on = withdrawnOn(props.view.card)
    return on === null ? words().withdrawn : words().withdrawnOn(dayShort(on))
  }
  const renew = () => {
    const { id, card } = props.view
    screen.acts.tell(id, { kind: 'edit', values: agreementRenewed(card) })
    // The note goes with the answer, and its button.
    focusDrawer()
  }
  const mayRenew = () => {
    const actor = screen.actor()
    const subject = { at: props.view.card.at, field: 'agreementWithdrawn' } as const
    return actor !== null && may(actor, 'card.edit', subject).allowed
  }
  return (
    <Show when={isAgreementWithdrawn(props.view.card)}>
      <Note
        look="late"
        icon="ban"
        action={
          <Show when={mayRenew()}>
            <Button size="small" onClick={() => renew()}>
              {words().renew}
            </Button>
          </Show>
        }
      >
        {text()}
      </Note>
    </Show>
  )
}
