import { Index, Show } from 'solid-js'
import { dayShort, decimal, number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { awayUntil } from '../frame.ts'
import type { ShareLoad } from './share-loads.ts'

/** What everybody carries before and after, beside what would be even for their working time. */
export function ShareLoads(props: { readonly loads: readonly ShareLoad[] }) {
  const scale = () =>
    1.2 * Math.max(1, ...props.loads.map((one) => Math.max(one.before, one.after, one.mark)))
  return (
    <section aria-labelledby="share-loads">
      <h3 id="share-loads">{t().sharing.loads}</h3>
      <ul class="share-loads">
        <Index each={props.loads}>{(load) => <OneLoad load={load()} scale={scale()} />}</Index>
      </ul>
    </section>
  )
}

function OneLoad(props: { readonly load: ShareLoad; readonly scale: number }) {
  const same = () => props.load.after === props.load.before
  const until = () => awayUntil(props.load.officer, today())
  const words = () =>
    t().sharing.load(props.load.officer.name, {
      before: number(props.load.before),
      after: number(props.load.after),
      mark: decimal(props.load.mark),
    })
  return (
    <li class="share-load">
      <span class="sr">{words()}</span>
      <span class="share-load-name" aria-hidden="true">
        {props.load.officer.name}
      </span>
      <span class="share-bar" aria-hidden="true">
        <span
          class="share-bar-after"
          style={{ '--v': Math.max(props.load.before, props.load.after) / props.scale }}
          classList={{ 'share-bar-less': props.load.after < props.load.before }}
        />
        <span
          class="share-bar-before"
          style={{ '--v': Math.min(props.load.before, props.load.after) / props.scale }}
        />
        <Show when={props.load.mark > 0}>
          <span class="share-bar-mark" style={{ '--t': props.load.mark / props.scale }} />
        </Show>
      </span>
      <span class="share-load-before" aria-hidden="true">
        {number(props.load.before)}
      </span>
      <b class="share-load-after" aria-hidden="true">
        {same() ? t().sharing.same : number(props.load.after)}
      </b>
      <Show when={until()}>
        {(day) => <span class="share-load-away">{t().sharing.away(dayShort(day()))}</span>}
      </Show>
    </li>
  )
}
