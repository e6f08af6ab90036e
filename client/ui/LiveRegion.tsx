import { announced } from './announce.ts'

/** The two places that screen readers listen to; once in the document. */
export function LiveRegion() {
  return (
    <>
      <output class="sr" aria-live="polite">
        {announced.polite()}
      </output>
      <div class="sr" role="alert" aria-live="assertive">
        {announced.assertive()}
      </div>
    </>
  )
}
