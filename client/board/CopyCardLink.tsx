import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { copyText } from '#client/ui/copy-text.ts'
import { showToast } from '#client/ui/toast.ts'
import { useScreen } from './screen.ts'
import type { CardId } from '#shared/domain/ids.ts'

/** The card's own address, for a colleague: without the filters of who sends it, which could hide the card. */
export function CopyCardLink(props: { readonly card: CardId; readonly onDone: () => void }) {
  const screen = useScreen()
  const copy = async () => {
    const link = new URL(links.card(screen.campaign, props.card), globalThis.location.origin)
    const copied = await copyText(link.href)
    showToast({
      text: copied ? t().views.shared : t().views.cardNotShared,
      icon: copied ? 'check' : 'info',
      replaces: 'view',
    })
    props.onDone()
  }
  return (
    <button type="button" class="link" onClick={() => void copy()}>
      {t().views.shareCard}
    </button>
  )
}
