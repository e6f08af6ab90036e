// Who takes part in a new campaign, from the request's lists: one role a person, told apart by e-mail.
import type { CreateCampaignRequest } from '#shared/contracts/campaigns.ts'
import type { Role } from '#shared/domain/roles.ts'
import { Refused } from '#server/errors.ts'

export interface PersonDraft {
  readonly name: string
  readonly email: string
}

/** A person with the one role they will have; lanes are positions in the request. */
export interface Part {
  readonly person: PersonDraft
  readonly role: Role
  /** The lane an officer works in; null for everybody else and for the pool of a platform. */
  readonly lane: number | null
  /** Lanes the person answers for. */
  readonly managerOf: readonly number[]
  readonly weeklyQuota: number
}

/**
 * One part a person. The creator is coordinator, unless others are named as such and the creator is not: then `admin`,
 * which opens no card. Who answers for a lane may also be coordinator, or officer of the pool (the correspondent CDIS);
 * any other second role is refused, with the path of the entry that asks for it.
 */
export function partsOf(request: CreateCampaignRequest, creator: PersonDraft): Part[] {
  if (request.template === 'mission_locale' && request.pool.length > 0) {
    throw conflict('pool', 'platform-only')
  }
  const parts = new Map<string, Part>()

  const takeRole = (
    path: string,
    person: PersonDraft,
    part: Pick<Part, 'role'> & Partial<Pick<Part, 'lane' | 'weeklyQuota'>>,
  ) => {
    const asked = { lane: null, weeklyQuota: 0, ...part }
    const known = parts.get(person.email)
    if (known && (known.role !== asked.role || known.lane !== asked.lane)) {
      throw conflict(`${path}.email`, 'one-role-per-person')
    }
    parts.set(person.email, known ?? { person, managerOf: [], ...asked })
  }

  for (const [i, person] of request.coordinators.entries()) {
    takeRole(`coordinators.${i}`, person, { role: 'coordinator' })
  }
  for (const [i, person] of request.pool.entries()) {
    takeRole(`pool.${i}`, person, { role: 'officer', weeklyQuota: person.weeklyQuota })
  }
  for (const [lane, draft] of request.lanes.entries()) {
    for (const [i, person] of draft.officers.entries()) {
      takeRole(`lanes.${lane}.officers.${i}`, person, {
        role: 'officer',
        // On the platform every officer calls for every lane.
        lane: request.template === 'platform' ? null : lane,
        weeklyQuota: person.weeklyQuota,
      })
    }
  }
  if (!parts.has(creator.email)) {
    const role = request.coordinators.length === 0 ? 'coordinator' : 'admin'
    parts.set(creator.email, { person: creator, role, lane: null, managerOf: [], weeklyQuota: 0 })
  }
  for (const [lane, draft] of request.lanes.entries()) {
    for (const [i, person] of draft.managers.entries()) {
      const known = parts.get(person.email)
      const mayAnswer =
        !known || known.role === 'coordinator' || known.role === 'manager' || isInPool(known)
      if (!mayAnswer) throw conflict(`lanes.${lane}.managers.${i}.email`, 'one-role-per-person')
      const part = known ?? { person, role: 'manager', lane: null, managerOf: [], weeklyQuota: 0 }
      const managerOf = [...new Set([...part.managerOf, lane])]
      parts.set(person.email, { ...part, managerOf })
    }
  }
  for (const [i, person] of request.observers.entries()) {
    takeRole(`observers.${i}`, person, { role: 'observer' })
  }
  return [...parts.values()]

  function isInPool(part: Part): boolean {
    return request.template === 'platform' && part.role === 'officer'
  }
}

function conflict(path: string, code: string): Refused {
  return new Refused(422, code, {
    title: 'A person has one role in a campaign, and a pool belongs to a telephone platform.',
    fields: { [path]: code },
  })
}
