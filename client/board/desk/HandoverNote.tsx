import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Note } from '#client/ui/Note.tsx'
import { laneName } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import { HandoverAnswer } from './HandoverAnswer.tsx'
import { handoverWords, sentBackWords } from './handover-words.ts'
import { mayTakeBack } from './handovers.ts'
import type { CardView } from '../card-view.ts'

/** On an open card: who hands it over and the answer, or why it came back. [P3] */
export function HandoverNote(props: { readonly view: CardView }) {
  const screen = useScreen()
  return (
    <>
      <Show when={props.view.card.handover}>
        {(handover) => (
          <Note look="soon" icon="arrow-right-left" action={<HandoverAnswer view={props.view} />}>
            {mayTakeBack(screen.actor(), props.view)
              ? t().handing.to(laneName(screen.store.frame(), handover().to))
              : handoverWords(screen, props.view)}
          </Note>
        )}
      </Show>
      <Show when={props.view.card.sentBack}>
        <Note icon="undo-2">{sentBackWords(props.view)}</Note>
      </Show>
    </>
  )
}
