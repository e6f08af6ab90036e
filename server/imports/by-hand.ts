import type { CreateCardRequest } from '#shared/contracts/cards.ts'
import { readEmail } from './values/codes.ts'
import { readFirstName, readLastName } from './values/names.ts'
import { readPhones, uniquePhones } from './values/phones.ts'
import { readCommune, readPostCode } from './values/places.ts'
import type { Youth } from './youth.ts'

/** A youth typed by a person, read like a row of a list; null where the names are none. */
export function youthByHand(request: CreateCardRequest): Youth | null {
  const lastName = readLastName(request.lastName)
  const firstName = readFirstName(request.firstName)
  if (lastName === null || firstName === null) return null
  const { commune, postCode: implied } = readCommune(request.commune ?? '')
  return {
    lastName,
    firstName,
    usageName: null,
    sex: request.sex,
    birthDate: request.birthDate,
    birthPlace: null,
    address: [],
    postCode: readPostCode(request.postCode ?? '').postCode ?? implied,
    commune,
    phones: uniquePhones(request.phones.flatMap((phone) => readPhones(phone, 'youth'))),
    email: readEmail(request.email ?? '').email,
    guardianName: null,
    schoolUai: null,
    schoolName: null,
    schoolCommune: null,
    programme: null,
    mefCode: null,
    exitDate: null,
    exitReason: null,
    level: null,
    diploma: null,
    ine: null,
    imiloFile: null,
    situation: null,
    wish: request.wish,
    slots: null,
    comment: null,
    qpv: request.qpv,
    known: null,
    territory: null,
    callDate: null,
    advisor: null,
    site: null,
    asListed: {},
  }
}
