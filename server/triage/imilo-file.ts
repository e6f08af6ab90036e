// The number of the i-milo file that a known youth was attached to.
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { dossierOf } from '#shared/domain/ids.ts'
import { noteDone, type Step, type StepParts } from './dossier-step.ts'

export async function writeFile({ writer }: StepParts, step: Step): Promise<void> {
  const { imiloFile } = step
  await writer.execute(dossierOf(step.card), {
    user: step.user,
    edit(doc): string | null {
      const { person } = dossierTypes(doc)
      const before = person.get('imiloFile')
      if (before !== imiloFile) person.set('imiloFile', imiloFile)
      return typeof before === 'string' ? before : null
    },
    also: (tx, before) => noteDone(tx, step, { before }),
  })
}

/** Only while the decision's own number stands: what somebody typed since is theirs. */
export async function takeFileBack({ writer }: StepParts, step: Step): Promise<void> {
  const { imiloFile, before } = step
  await writer.execute(dossierOf(step.card), {
    user: step.user,
    edit(doc) {
      const { person } = dossierTypes(doc)
      if (person.get('imiloFile') === imiloFile && before !== imiloFile) {
        person.set('imiloFile', before)
      }
    },
    also: (tx) => noteDone(tx, step),
  })
}
