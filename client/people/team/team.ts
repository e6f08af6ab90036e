import { ask } from '#client/api.ts'
import { campaignAnswer, invitationLink, peopleAnswer } from '#shared/contracts/campaigns.ts'
import { role } from '#shared/domain/roles.ts'
import type { CampaignAnswer, InvitationLink, PeopleAnswer } from '#shared/contracts/campaigns.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'

type Person = PeopleAnswer['people'][number]

export interface Member extends Person {
  /** Names of the lanes one works in or answers for, in the order of the board. */
  readonly lanes: readonly string[]
}

export interface Team {
  readonly members: readonly Member[]
  /** Names of the lanes, in the order of the board. */
  readonly lanes: readonly string[]
  /** Telephone platform: officers work in every lane. */
  readonly pool: boolean
}

/** Everybody of a campaign with their lanes. Throws ApiProblem: 403 for those who do not look after people. */
export async function readTeam(campaign: CampaignId): Promise<Team> {
  const [{ people }, about] = await Promise.all([
    ask(`/api/campaigns/${campaign}/people`, peopleAnswer),
    ask(`/api/campaigns/${campaign}`, campaignAnswer),
  ])
  return {
    members: people.map((one) => memberOf(one, about.lanes)),
    lanes: about.lanes.map((lane) => lane.name),
    pool: about.campaign.template === 'platform',
  }
}

function memberOf(person: Person, lanes: CampaignAnswer['lanes']): Member {
  const theirs = lanes.filter(
    (lane) => lane.id === person.lane || lane.managers.some((one) => one.id === person.id),
  )
  return { ...person, lanes: theirs.map((lane) => lane.name) }
}

/** A new link with which this person chooses a password; nobody can read it again. Throws ApiProblem. */
export function inviteAgain(campaign: CampaignId, user: UserId): Promise<InvitationLink> {
  return ask(`/api/campaigns/${campaign}/invitations`, invitationLink, {
    method: 'POST',
    body: { user },
  })
}

export interface RoleGroup {
  readonly role: Role
  readonly members: readonly Member[]
}

/** By role, in the order of the roles; officers by lane in the order of the board, everybody else by name. */
export function byRole(team: Team, members: readonly Member[]): RoleGroup[] {
  // Those of no lane come last.
  const laneOf = (one: Member) => {
    const at = team.lanes.indexOf(one.lanes[0] ?? '')
    return at < 0 ? team.lanes.length : at
  }
  return role.options.flatMap((of) => {
    const found = members.filter((one) => one.role === of)
    const sorted = of === 'officer' || of === 'manager' ? byLane(found, laneOf) : found
    return found.length > 0 ? [{ role: of, members: sorted }] : []
  })
}

function byLane(members: readonly Member[], laneOf: (one: Member) => number): Member[] {
  return members.toSorted((a, b) => laneOf(a) - laneOf(b))
}
