import { Show, type JSX } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'

/** What stands beside the board: a head with a title and a way to close, which Escape does from anywhere inside. */
export function Drawer(props: {
  /** Of its heading, which names it. */
  readonly headingId: string
  readonly title: string
  readonly under?: string | undefined
  /** Before the title. */
  readonly sign?: JSX.Element
  readonly class?: string
  readonly headClass?: string
  /** The heading can have the focus; whose drawer it is says when. */
  readonly onHeading: (heading: HTMLHeadingElement) => void
  readonly onClose: () => void
  readonly children: JSX.Element
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes from anywhere inside
    <aside
      class={`drawer ${props.class ?? ''}`}
      aria-labelledby={props.headingId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose()
      }}
    >
      <header class={`drawer-head ${props.headClass ?? ''}`}>
        {props.sign}
        <div class="drawer-titles">
          <h2 id={props.headingId} ref={(heading) => props.onHeading(heading)} tabindex="-1">
            <bdi>{props.title}</bdi>
          </h2>
          <Show when={props.under}>{(under) => <p class="muted">{under()}</p>}</Show>
        </div>
        <Button
          look="quiet"
          size="small"
          icon="x"
          aria-label={t().common.close}
          onClick={() => props.onClose()}
        />
      </header>
      {props.children}
    </aside>
  )
}
