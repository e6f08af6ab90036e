import { t } from '#client/i18n/i18n.ts'
import type { NoticesAnswer } from '#shared/contracts/notices.ts'

/** "3 jeunes à attribuer dans Nord" */
export function noticeWords({ kind, count, lane }: NoticesAnswer['notices'][number]): string {
  return t().telling.kinds[kind](count, lane?.name ?? t().common.toDispatch)
}
