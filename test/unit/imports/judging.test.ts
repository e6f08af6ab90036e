import { describe, expect, test } from 'vitest'
import { day, type Day } from '#shared/domain/day.ts'
import { cardId } from '#shared/domain/ids.ts'
import { whyNoCard } from '#server/imports/check.ts'
import { mergeRepeated } from '#server/imports/duplicates.ts'
import { changedFacts, factsOf, saidBy, saidNothing, saidSince } from '#server/imports/facts.ts'
import { matchReceived } from '#server/imports/match-received.ts'
import type { Received } from '#server/imports/received.ts'
import { identityOf, isSameYouth } from '#server/imports/same-youth.ts'
import type { Youth } from '#server/imports/youth.ts'
import { aPhone, aRow, aYouth } from './youths.ts'

const receivedOn = day.parse('2020-04-10')
const why = (
  facts: Partial<Youth>,
  more: { consent?: boolean | null; badBirthDate?: boolean; asksConsent?: boolean } = {},
) =>
  whyNoCard(
    aRow(2, facts, { consent: more.consent ?? null, badBirthDate: more.badBirthDate ?? false }),
    {
      receivedOn,
      asksConsent: more.asksConsent ?? false,
    },
  )

const same = (a: Partial<Youth>, b: Partial<Youth>) =>
  isSameYouth(identityOf(aYouth(a)), identityOf(aYouth(b)))
const outcome = (row: ReturnType<typeof aRow>, cards: Received[]) =>
  matchReceived([row], cards, receivedOn)[0]

describe('why a row makes no card', () => {
  test('[1] a youth with a name and a birth date makes one, whatever the means of contact', () => {
    expect(why({ phones: [], email: null, address: [] })).toBeNull()
  })

  test('[1] a list that asks for agreement makes no card of a no, nor of silence, which is no refusal', () => {
    expect(why({}, { asksConsent: true, consent: true })).toBeNull()
    expect(why({}, { asksConsent: true, consent: false })).toBe('no-consent')
    expect(why({}, { asksConsent: true, consent: null })).toBe('consent-unclear')
    expect(why({}, { asksConsent: false, consent: false })).toBe('no-consent')
    expect(why({}, { asksConsent: false, consent: null })).toBeNull()
  })

  test('[1] sixteen on the very day of receipt is old enough; a day younger is not', () => {
    expect(why({ birthDate: day.parse('2004-04-10') })).toBeNull()
    expect(why({ birthDate: day.parse('2004-04-11') })).toBe('under16')
  })

  test('[1] no family name, no first name, or nothing that tells the person', () => {
    expect(why({ lastName: null })).toBe('missing-identity')
    expect(why({ firstName: null })).toBe('missing-identity')
    expect(why({ birthDate: null, phones: [] })).toBe('missing-identity')
    expect(why({ birthDate: null, phones: [aPhone('+33639980011', { owner: 'guardian' })] })).toBe(
      'missing-identity',
    )
    expect(why({ birthDate: null })).toBeNull()
    expect(why({ birthDate: null, phones: [], ine: '123456789AB' })).toBeNull()
  })

  test('[1] a birth date that is no date is in error', () => {
    expect(why({ birthDate: null }, { badBirthDate: true })).toBe('bad-date')
  })

  test('[1] an unreadable phone alone is in error; an e-mail or another phone saves it', () => {
    expect(why({ phones: [aPhone(null)] })).toBe('unreadable-phone-only')
    expect(why({ phones: [aPhone(null)], email: 'a@exemple.fr' })).toBeNull()
    expect(why({ phones: [aPhone(null), aPhone('+33639980012')] })).toBeNull()
    expect(
      why({ phones: [aPhone(null), aPhone('+33639980012', { owner: 'guardian' })] }),
    ).toBeNull()
  })
})

describe('the same youth', () => {
  test('[1] other letters and another phone are the same youth', () => {
    expect(
      same(
        { lastName: 'LE GOFF', firstName: 'Bleuenn' },
        { lastName: 'le goff', firstName: 'BLEUENN', phones: [aPhone('+33639989999')] },
      ),
    ).toBe(true)
  })

  test('[1] twins share everything but the first name, and are two', () => {
    expect(same({ firstName: 'Hugo' }, { firstName: 'Enzo' })).toBe(false)
    expect(
      same({ firstName: 'Hugo', ine: '123456789AB' }, { firstName: 'Enzo', ine: '123456789AB' }),
    ).toBe(false)
  })

  test('[1] one pupil number on two persons makes two cards', () => {
    const other = {
      lastName: 'MERCIER',
      firstName: 'Léo',
      birthDate: day.parse('2002-01-09'),
      phones: [],
    }
    expect(same({ ine: '123456789AB' }, { ...other, ine: '123456789AB' })).toBe(false)
  })

  test('[1] one pupil number and a person who agrees is one youth', () => {
    expect(
      same(
        { ine: '123456789AB', firstName: 'Jean' },
        { ine: '123456789AB', firstName: 'Jean-Paul' },
      ),
    ).toBe(true)
    expect(same({ ine: '123456789AB' }, { ine: '123456789AB', lastName: 'KONÉ' })).toBe(true)
  })

  test('[1] a missing birth date needs a number in common', () => {
    expect(same({ birthDate: null }, {})).toBe(true)
    expect(same({ birthDate: null, phones: [aPhone('+33639987777')] }, {})).toBe(false)
  })

  test('[1] a guardian’s phone is no evidence', () => {
    const mother = [aPhone('+33639980011', { owner: 'guardian' as const })]
    expect(same({ birthDate: null, phones: mother }, { phones: mother })).toBe(false)
  })

  test('[1] homonyms of one birth date with two pupil numbers and no phone in common are two', () => {
    expect(
      same({ ine: '123456789AB' }, { ine: '987654321AB', phones: [aPhone('+33639987777')] }),
    ).toBe(false)
  })
})

describe('twice in one list', () => {
  test('[1] the lower row makes no card, and its other phone is kept on the first', () => {
    const rows = [
      aRow(2),
      aRow(5, { phones: [aPhone('+33639989999')], email: 'a@exemple.fr', address: [] }),
    ]
    const { kept, repeated } = mergeRepeated(rows)
    expect(repeated.map(({ row, of }) => [row.line, of])).toEqual([[5, 2]])
    expect(kept).toHaveLength(1)
    expect(kept[0]?.youth).toMatchObject({ email: 'a@exemple.fr', address: ['12 rue Riquet'] })
    expect(kept[0]?.youth.phones.map(({ e164 }) => e164)).toEqual(['+33639980011', '+33639989999'])
  })

  test('[1] a third row is found through what the second brought', () => {
    const rows = [
      aRow(2, { birthDate: null }),
      aRow(3, { phones: [aPhone('+33639980011'), aPhone('+33639982222')] }),
      aRow(4, { birthDate: null, phones: [aPhone('+33639982222')] }),
    ]
    expect(mergeRepeated(rows).kept).toHaveLength(1)
  })
})

describe('against the cards already received', () => {
  const card = cardId.parse('card-one')
  const received = (facts: Partial<Youth> = {}, more: Partial<Received> = {}): Received => ({
    card,
    identity: identityOf(aYouth(facts)),
    who: { lastName: 'DIALLO', firstName: 'Aminata', postCode: '75019' },
    said: saidBy(factsOf(aYouth(facts))),
    listedOn: day.parse('2020-04-03'),
    noContact: false,
    withdrawn: null,
    closed: false,
    ...more,
  })
  const withdrawn = (on: Day | null) => received({}, { withdrawn: { on } })

  test('[1] the same row changes nothing', () => {
    expect(outcome(aRow(2), [received()])).toMatchObject({
      outcome: 'unchanged',
      received: { card },
    })
  })

  test('[1] another phone, another home or another situation is an update', () => {
    for (const facts of [
      { phones: [aPhone('+33639989999')] },
      { commune: 'Lyon', postCode: '69003' },
      { situation: 'INJOIGNABLE' },
    ]) {
      expect(outcome(aRow(2, facts), [received()])?.outcome).toBe('update')
    }
  })

  test('[1] names without their accents, and cells left empty, change nothing', () => {
    const listed = received({ lastName: 'AÏT OUALI', schoolName: 'LP du Canal' })
    expect(outcome(aRow(2, { lastName: 'AIT OUALI', address: [] }), [listed])?.outcome).toBe(
      'unchanged',
    )
  })

  test('[1] an agreement taken back makes no card and points at the one that exists', () => {
    const row = aRow(2, {}, { reason: 'no-consent', consent: false })
    expect(outcome(row, [received()])).toMatchObject({
      outcome: 'notCarded',
      received: { card },
      notes: [{ field: 'consent', code: 'agreement-withdrawn' }],
    })
  })

  test('[1] a withdrawal that the card bears already is no news, and one of an older list is none', () => {
    const row = aRow(2, {}, { reason: 'no-consent', consent: false })
    expect(outcome(row, [withdrawn(day.parse('2020-04-03'))])).toMatchObject({
      notes: [{ code: 'agreement-still-withdrawn' }],
    })
    const since = received({}, { listedOn: day.parse('2020-04-17') })
    expect(outcome(row, [since])).toMatchObject({ received: null, notes: [] })
  })

  test('[1] an agreement given again is an update, unless the list is older than the withdrawal', () => {
    const row = aRow(2, {}, { consent: true })
    expect(outcome(row, [withdrawn(day.parse('2020-04-08'))])?.outcome).toBe('update')
    expect(outcome(row, [withdrawn(null)])?.outcome).toBe('update')
    expect(outcome(row, [withdrawn(day.parse('2020-04-17'))])?.outcome).toBe('unchanged')
    expect(
      outcome(aRow(2, {}, { consent: null }), [withdrawn(day.parse('2020-04-08'))])?.outcome,
    ).toBe('unchanged')
  })

  test('[A5] a youth who asked not to be contacted is not brought back', () => {
    const row = aRow(2, { phones: [aPhone('+33639989999')] })
    expect(outcome(row, [received({}, { noContact: true })])).toMatchObject({
      outcome: 'unchanged',
      notes: [{ code: 'no-contact' }],
    })
  })

  test('[1] an older list completes a card and corrects nothing', () => {
    const cards = [
      received({ situation: 'CONTACT EN COURS' }, { listedOn: day.parse('2020-04-30') }),
    ]
    expect(outcome(aRow(2, { situation: 'A CONTACTER' }), cards)?.outcome).toBe('unchanged')
    expect(outcome(aRow(2, { email: 'a@exemple.fr' }), cards)?.outcome).toBe('update')
  })

  test('[1] each card answers to one row at most', () => {
    const rows = [aRow(2), aRow(3)]
    expect(matchReceived(rows, [received()], receivedOn).map((row) => row.outcome)).toEqual([
      'unchanged',
      'create',
    ])
  })

  test('[1] a card made by hand is completed once', () => {
    const facts = factsOf(aYouth())
    expect(changedFacts(saidNothing, facts)).toContain('birthDate')
    expect(changedFacts(saidSince(saidNothing, saidBy(facts)), facts)).toEqual([])
  })
})
