import type { Identity } from '#server/matching/identity.ts'
import type { Youth } from '#server/imports/youth.ts'
import type { ExtractFile } from './extract-file.ts'

/** A file of the extract, as the matching compares it. */
export function identityOfFile(file: ExtractFile): Identity {
  const { number, lastName, usageName, firstName, sex, birthDate, phones, email } = file
  const address = addressOf(file.address, file.postCode)
  return {
    lastName,
    usageName,
    firstName,
    sex,
    birthDate,
    phones,
    email,
    address,
    ine: null,
    imiloFile: number,
  }
}

/** A row of a list, as the matching compares it. */
export function identityOfYouth(youth: Youth): Identity {
  return {
    lastName: youth.lastName ?? '',
    usageName: youth.usageName,
    firstName: youth.firstName ?? '',
    sex: youth.sex,
    birthDate: youth.birthDate,
    phones: youth.phones.flatMap(({ owner, e164 }) =>
      owner === 'youth' && e164 !== null ? [e164] : [],
    ),
    email: youth.email,
    address: addressOf(youth.address, youth.postCode),
    ine: youth.ine,
    imiloFile: youth.imiloFile,
  }
}

/** A street without a postcode, or a postcode without a street, says nothing of who lives there. */
export function addressOf(lines: readonly string[], postCode: string | null): string | null {
  return lines.length > 0 && postCode !== null ? [...lines, postCode].join(' ') : null
}
