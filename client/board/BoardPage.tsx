import { useNavigate, useParams } from '@solidjs/router'
import {
  createEffect,
  createMemo,
  createSignal,
  Match,
  on,
  onCleanup,
  Show,
  Switch,
  untrack,
} from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { me, readSession } from '#client/session.ts'
import { Page } from '#client/shell/Page.tsx'
import { PageHeading } from '#client/shell/PageHeading.tsx'
import { openLive, type Live, type RefusalReason } from '#client/sync/live.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { fontScale } from '#client/ui/font-scale.ts'
import { markDrawnNearer } from '#client/ui/page-zoom.ts'
import { showToast } from '#client/ui/toast.ts'
import { boardOf, campaignId, type CampaignId } from '#shared/domain/ids.ts'
import { useBoardAddress } from './address.ts'
import { createBackOnline } from './back-online.ts'
import { BackOnlineBar } from './BackOnlineBar.tsx'
import { BoardView } from './BoardView.tsx'
import { ConnectionPill, OfflineBar } from './ConnectionPill.tsx'
import type { Report } from './owed.ts'
import { PeopleHere } from './PeopleHere.tsx'
import { createPreferences } from './preferences.ts'
import { createScreen, ScreenProvider, type Screen } from './screen.ts'
import { SearchBox } from './SearchBox.tsx'
import { readSingleKeysOf } from './single-keys.ts'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import './board.css'
import './card.css'
import './acting.css'
import './together.css'
import './views.css'
import './touch.css'

/** The live board of one campaign. */
export function BoardPage() {
  const params = useParams()
  const campaign = createMemo(() => campaignId.parse(params['campaign']))
  return (
    <Show when={campaign()} keyed>
      {(id) => <OneBoard campaign={id} />}
    </Show>
  )
}

function OneBoard(props: { readonly campaign: CampaignId }) {
  // oxlint-disable-next-line solid/reactivity -- the parent is keyed by the campaign: this component lives as long as one
  const live = openLive(boardOf(props.campaign))
  onCleanup(live.close)
  const navigate = useNavigate()
  const address = useBoardAddress()
  // oxlint-disable-next-line solid/reactivity -- see above; who signs out leaves this page
  const preferences = createPreferences(props.campaign, me()?.id ?? '')
  // A tablet held upright has room for one stage, not for six, and so has a phone held sideways; the style sheets ask the
  // same.
  const phone = createMedia(
    '(max-width: 47.5em), (max-width: 56.25em) and (orientation: portrait), (max-width: 60em) and (max-height: 30em) and (pointer: coarse)',
  )
  markDrawnNearer()
  const wide = createMedia('(min-width: 37.5em)')
  const [screen, setScreen] = createSignal<Screen | null>(null)
  const [searching, setSearching] = createSignal(false)
  const back = createBackOnline(live, sayWhenBack)

  let left = false
  onCleanup(() => {
    left = true
  })
  // A document that was reset is another board: its screen is made anew, with the same address.
  const built = createMemo(() => {
    const current = live.current()
    if (!current) return null
    // What it reads while it is made is no reason to make it again.
    return untrack(() =>
      createScreen({
        campaign: props.campaign,
        current,
        live,
        back,
        preferences,
        order: address.order,
        density: address.density,
        phone,
        abreast: () => (phone() && wide() ? 2 : 1),
        lane: address.lane,
        openLane: address.openLane,
        opened: address.opened,
        open: (card) => {
          if (card !== null) setSearching(false)
          // A notice that has outlived its page leads back to it.
          if (left && card !== null) navigate(links.card(props.campaign, card))
          else address.open(card)
        },
      }),
    )
  })
  createEffect(() => setScreen(built()))
  createEffect(() => {
    const known = live.me()
    if (known) readSingleKeysOf(known.id)
  })
  const total = () => screen()?.store.count('open')
  return (
    <Page
      title={t().shell.board}
      campaign={props.campaign}
      view="board"
      fixed
      campaignDetail={total() === undefined ? undefined : t().shell.youths(total() ?? 0)}
      search={<SearchBox address={address} onOpen={() => setSearching(true)} />}
      status={<ConnectionPill live={live} />}
      presence={
        <Show when={screen()}>
          {(one) => (
            <PeopleHere
              screen={one()}
              me={live.me()?.id ?? null}
              online={live.state().kind === 'live'}
            />
          )}
        </Show>
      }
    >
      <PageHeading class="sr">{t().shell.board}</PageHeading>
      <Switch fallback={<BoardSkeleton />}>
        <Match when={refusalOf(live)}>
          {(reason) => <Refused reason={reason()} opened={screen() !== null} />}
        </Match>
        <Match when={screen()} keyed>
          {(one) => (
            <ScreenProvider value={one}>
              <BoardView
                address={address}
                bar={
                  <>
                    <OfflineBar live={live} />
                    <BackOnlineBar back={back} />
                  </>
                }
                searching={searching()}
                onSearch={setSearching}
              />
            </ScreenProvider>
          )}
        </Match>
        <Match when={live.state().kind === 'offline'}>
          <div class="board-state">
            <EmptyState
              icon="cloud-off"
              title={t().board.states.failedTitle}
              text={t().board.states.failedText}
            >
              <Button look="primary" onClick={() => live.retry()}>
                {t().common.retry}
              </Button>
            </EmptyState>
          </div>
        </Match>
      </Switch>
    </Page>
  )
}

function refusalOf(live: Live): RefusalReason | null {
  const state = live.state()
  return state.kind === 'refused' ? state.reason : null
}

function Refused(props: {
  readonly reason: RefusalReason
  /** The board stood here before. */
  readonly opened: boolean
}) {
  const navigate = useNavigate()
  const words = () => {
    const never = props.reason === 'no-right' && !props.opened
    return never ? t().shell.noBoard : t().board.states.refused[props.reason]
  }
  // A sign-out elsewhere ends here too: the session is asked again, and the sign-in page takes over.
  createEffect(() => {
    if (props.reason === 'signed-out') void readSession()
  })
  return (
    <div class="board-state">
      <EmptyState icon="cloud-off" title={words().title} text={words().text}>
        <Show
          when={props.reason === 'too-old' || props.reason === 'fault'}
          fallback={
            <Button look="primary" onClick={() => navigate(links.home())}>
              {t().shell.goHome}
            </Button>
          }
        >
          <Button look="primary" onClick={() => globalThis.location.reload()}>
            {t().board.states.reload}
          </Button>
        </Show>
      </EmptyState>
    </div>
  )
}

/** Says that the line is back and what went out with it. */
function sayWhenBack({ kept, lost }: Report): void {
  showToast({
    text: t().together.back.summary(kept.length, lost.length),
    icon: lost.length > 0 ? 'git-compare' : 'cloud-check',
    replaces: 'line',
  })
}

function createMedia(query: string): () => boolean {
  const media = matchMedia(query)
  const [matches, setMatches] = createSignal(media.matches)
  const listen = () => setMatches(media.matches)
  media.addEventListener('change', listen)
  // A change of the text's size alone is not told as one of the window.
  createEffect(on(fontScale, listen))
  onCleanup(() => media.removeEventListener('change', listen))
  return matches
}
