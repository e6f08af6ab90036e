import type { problems as fr } from '../fr/problems.ts'
import type { Trade } from './trade.ts'

export const problems = (w: Trade): ReturnType<typeof fr> => ({
  unexpected: 'The server could not answer. Try again in a moment.',
  offline: 'The server does not answer. Check the network, then try again.',
  storage: 'The server could not save. Try again in a moment.',
  'signed-out': 'Your session is closed. Log in again.',
  'not-found': 'There is nothing here for you.',
  'not-allowed': 'Your role in this campaign does not allow this.',
  'admin-only': 'Only the administration can create a campaign.',
  'wrong-credentials': 'Wrong e-mail or password.',
  'too-many-tries': 'Too many tries. A short pause is needed.',
  'foreign-origin': 'This is not the address of the service. Open Relance by its usual address.',
  'bad-json': 'The request is incomplete. Reload the page, then try again.',
  'json-expected': 'The request is incomplete. Reload the page, then try again.',
  invalid: 'A value is not accepted. Check the fields.',
  'too-large': 'This is too large to be sent here.',
  'invitation-gone':
    'This link has been used or is no longer valid. Ask the coordination team for another.',
  'already-set-up': 'The set-up is done already. Log in.',
  'wrong-setup-token':
    'This set-up link is no longer valid. Open the one shown when the server starts.',
  'duplicate-lane': `Two ${w.lanes} have the same name.`,
  'file-empty': 'The file is empty.',
  'file-too-large':
    'The file is larger than 25 MB. Split the list, or remove what is not part of it.',
  'file-old-excel': 'This is the old Excel format (.xls). Save it as .xlsx, then try again.',
  'file-protected': 'The file is protected by a password. Save it without one, then try again.',
  'file-not-a-list': 'This is not a list: drop an .xlsx, .ods or .csv file.',
  'file-web-page':
    'This is a web page with a spreadsheet’s name. Open it in Excel, save it as .xlsx, then try again.',
  'file-damaged': 'The file is damaged or was cut short. Export it again.',
  'file-unpacks-too-large': 'Once opened, the file is larger than a list can be. Nothing was read.',
  'file-too-many-rows': 'The sheet has more than 60,000 rows. Split the list.',
  'file-too-many-columns':
    'The sheet has more than 150 columns. Remove those that are not part of the list.',
  'file-cell-too-large': 'A cell holds more than 32,767 characters. Nothing was read.',
  'extract-no-number': 'This extract has no “N° dossier” column: export it again with it.',
  'file-no-header': 'No row of this file looks like the header of a list of young people.',
  'file-no-rows': 'There is no row under the header.',
  'file-no-such-sheet': 'The file has no sheet of this name.',
  'file-too-slow': 'Reading took too long. Nothing was read.',
  'import-running': 'A list of this campaign is being imported. Try again when that has ended.',
  'import-not-in-preview': 'This import has started already: it can no longer be corrected.',
  'triage-taken': 'Somebody has sorted this card already.',
  'triage-stale': 'What was proposed has changed since. Look at this card again.',
  'triage-choose-lane': `No ${w.lane} stands out. Choose whom to send it to.`,
  'triage-no-other-card': 'This is not another card of the campaign.',
  'triage-other-gone':
    'The other card has just been closed as a duplicate: this one stays in triage.',
  'triage-undone': 'This choice was taken back or replaced already.',
  'triage-worked': 'Somebody has worked this card since: it stays where it is.',
  'lane-unknown': `This ${w.lane} takes no card any more.`,
  'officer-elsewhere': `This person does not work in this ${w.lane}.`,
  'bad-form': 'The sending was cut short. Try again.',
  'multipart-expected': 'The sending was cut short. Try again.',
})
