import { For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import type { IconName } from '#client/ui/icon-names.ts'

const days = 15
const moments = 4
const weekend = new Set([2, 3, 9, 10])
const attempts: readonly { day: number; moment: number; icon: IconName; reached?: boolean }[] = [
  { day: 1, moment: 0, icon: 'glyph-none' },
  { day: 5, moment: 2, icon: 'glyph-msg' },
  { day: 8, moment: 1, icon: 'glyph-none' },
  { day: 12, moment: 3, icon: 'glyph-ok', reached: true },
]
const cells = Array.from({ length: days * moments }, (_, index) => {
  const day = index % days
  const moment = Math.floor(index / days)
  const attempt = attempts.find((one) => one.day === day && one.moment === moment)
  return { x: day * 40, y: moment * 44, off: weekend.has(day), attempt }
})

/** The signature picture: fifteen days, four times of day, and the attempt that reached somebody. */
export function FifteenDays() {
  return (
    <svg class="fifteen-days" viewBox="0 0 600 172" role="img" aria-label={t().people.pictureLabel}>
      <For each={cells}>
        {(cell) => (
          <>
            <rect
              class="fifteen-days-cell"
              classList={{
                'fifteen-days-off': cell.off,
                'fifteen-days-reached': cell.attempt?.reached ?? false,
              }}
              x={cell.x}
              y={cell.y}
              width="36"
              height="40"
              rx="4"
            />
            <Show when={cell.attempt}>
              {(attempt) => (
                <use
                  class={attempt().reached ? 'fifteen-days-on-accent' : 'fifteen-days-attempt'}
                  href={`#icon-${attempt().icon}`}
                  x={cell.x + 9}
                  y={cell.y + 11}
                  width="18"
                  height="18"
                />
              )}
            </Show>
          </>
        )}
      </For>
    </svg>
  )
}
