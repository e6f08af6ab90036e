import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'

/** [W3] Asked before a sign-out that would lose what has not been kept. */
export function SignOutDialog(props: {
  /** How much; null: nothing is asked. */
  readonly unsent: number | null
  readonly onStay: () => void
  readonly onLeave: () => void
}) {
  return (
    <Dialog
      open={props.unsent !== null}
      onClose={() => props.onStay()}
      title={t().shell.signOutTitle}
      closeLabel={t().common.close}
      foot={
        <>
          <Button look="danger" onClick={() => props.onLeave()}>
            {t().shell.signOutAnyway}
          </Button>
          <Button look="primary" data-opens-here onClick={() => props.onStay()}>
            {t().shell.stay}
          </Button>
        </>
      }
    >
      <p>{t().shell.signOutLoses(props.unsent ?? 0)}</p>
    </Dialog>
  )
}
