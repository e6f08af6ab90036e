import { announced } from './announce.ts'

/** The two places that screen readers listen to; once in the document. */
export function LiveRegion() {
  return (
    <>
      <div class="sr" role="status" aria-live="polite">
        {announced.polite()}
      </div>
      <div class="sr" role="alert" aria-live="assertive">
        {announced.assertive()}
      </div>
    </>
  )
}
