import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Note } from '#client/ui/Note.tsx'
import { focusDrawer } from './focus-card.ts'
import { lossWhy, takeAgain } from './loss-words.ts'
import { useScreen } from './screen.ts'
import type { CardId } from '#shared/domain/ids.ts'

/** [W2] On an open card: the move of one's own that a colleague overtook, until it is answered. */
export function LossNote(props: { readonly card: CardId }) {
  const screen = useScreen()
  /** The buttons go with the answer: the focus stays in the drawer. */
  const answer = (act: () => void) => {
    act()
    focusDrawer()
  }
  return (
    <Show when={screen.losses.overtaken(props.card)}>
      {(lost) => (
        <Note
          look="soon"
          icon="git-compare"
          action={
            <>
              <Button size="small" onClick={() => answer(() => takeAgain(screen, [lost()]))}>
                {t().board.notices.takeBack}
              </Button>
              <Button
                look="quiet"
                size="small"
                onClick={() => answer(() => screen.losses.answer([lost().card]))}
              >
                {t().together.lost.leave}
              </Button>
            </>
          }
        >
          {lossWhy(screen, lost())}
        </Note>
      )}
    </Show>
  )
}
