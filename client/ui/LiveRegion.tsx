import { announced } from './announce.ts'

/**
 * The two places that screen readers listen to; once in the document. The mark keeps an open dialog from hiding them with
 * the rest of the page: what is refused or moved meanwhile is still said.
 */
export function LiveRegion() {
  return (
    <>
      <output class="sr" aria-live="polite" data-live-announcer="true">
        {announced.polite()}
      </output>
      <div class="sr" role="alert" aria-live="assertive" data-live-announcer="true">
        {announced.assertive()}
      </div>
    </>
  )
}
