import { z } from 'zod'
import { userId } from '#shared/domain/ids.ts'

export const signInRequest = z.object({
  email: z.string().trim().toLowerCase().min(3).max(200),
  password: z.string().min(1).max(200),
})
export const sessionAnswer = z.object({
  user: z.object({ id: userId, name: z.string(), email: z.string(), admin: z.boolean() }),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>

/** 256 bits in base64: seals what a browser keeps of unsent work, for as long as this session lasts. */
export const sessionKeyAnswer = z.object({ key: z.base64() })

/** A password people can live with: length over classes (NIST SP 800-63B §5.1.1). */
export const newPassword = z.string().min(12).max(200)

/** Days an invitation can be used. */
export const invitationDays = 14

export const invitationAnswer = z.object({ name: z.string(), email: z.string() })
export const acceptInvitationRequest = z.object({ password: newPassword })
