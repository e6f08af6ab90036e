import { Popover } from '@kobalte/core/popover'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { dayAndTime, number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Note } from '#client/ui/Note.tsx'
import { campaigns } from './campaigns.ts'
import { noticeWords } from './notice-words.ts'
import { markSeen, notices, noticesFailed, reread } from './notices.ts'
import type { NoticesAnswer } from '#shared/contracts/notices.ts'

type OneNotice = NoticesAnswer['notices'][number]

/** What one was told: how many are unread, and behind it the list; each leads to exactly the cards it speaks of. */
export function Bell() {
  const [open, setOpen] = createSignal(false)
  /** New when the list was opened: still marked while it is looked at, though the server knows they were seen. */
  const [fresh, setFresh] = createSignal<ReadonlySet<number>>(new Set())
  const unread = () => notices()?.unread ?? 0
  const show = async () => {
    setFresh(new Set<number>())
    await reread({ tell: false })
    // Closed before anything was shown: nothing was seen.
    if (open()) await see()
  }
  const see = async () => {
    const news = notices()?.notices.filter((one) => !one.read) ?? []
    if (news.length > 0) setFresh((before) => new Set([...before, ...news.map((one) => one.id)]))
    await markSeen()
  }
  // What comes while the list is open is in sight.
  createEffect(
    on(unread, (count) => {
      if (open() && count > 0) void see()
    }),
  )
  return (
    <Popover
      gutter={6}
      placement="bottom-end"
      open={open()}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) void show()
      }}
    >
      <Popover.Trigger class="bell" aria-label={t().telling.bell(unread())}>
        <Icon name="bell" size={18} />
        <Show when={unread() > 0}>
          <span class="bell-count" aria-hidden="true">
            {unread() > 99 ? '99+' : number(unread())}
          </span>
        </Show>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content class="bell-panel" aria-label={t().telling.title}>
          <h2 class="bell-title">{t().telling.title}</h2>
          <Show when={noticesFailed()}>
            <Note look="soon" icon="cloud-off">
              {t().telling.failed}
            </Note>
          </Show>
          <Show
            when={(notices()?.notices.length ?? 0) > 0}
            fallback={<p class="muted">{t().telling.none}</p>}
          >
            <ul>
              <For each={notices()?.notices}>
                {(one) => (
                  <OneLine one={one} fresh={fresh().has(one.id)} onFollow={() => setOpen(false)} />
                )}
              </For>
            </ul>
          </Show>
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  )
}

function OneLine(props: {
  readonly one: OneNotice
  readonly fresh: boolean
  readonly onFollow: () => void
}) {
  // A list that could not be read throws where it is asked for.
  const several = () => campaigns.error === undefined && (campaigns.latest?.length ?? 0) > 1
  return (
    <li class="bell-line" classList={{ 'bell-fresh': props.fresh }}>
      <a href={links.notice(props.one.campaign.id, props.one.id)} onClick={() => props.onFollow()}>
        <span class="bell-text">
          {noticeWords(props.one)}
          <Show when={props.fresh}>
            <span class="bell-new">{t().telling.fresh}</span>
          </Show>
        </span>
        <span class="muted bell-by">
          {[
            t().telling.by(props.one.by.name, dayAndTime(new Date(props.one.at))),
            several() ? props.one.campaign.name : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </a>
    </li>
  )
}
