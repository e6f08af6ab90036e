// A service with its administrator and first campaign, made through the public routes.
import { must } from '#shared/assert.ts'
import { setupAnswer } from '#shared/contracts/campaigns.ts'
import { issueSetupToken } from '#server/auth/setup-token.ts'
import type { Relance } from '#server/relance.ts'
import type { z } from 'zod'

export interface FirstCampaign extends z.infer<typeof setupAnswer> {
  readonly email: string
  readonly password: string
}

/** Two lanes with a manager each, one officer, coordinated by Solène Maury. */
export async function setUpService(server: Pick<Relance, 'url' | 'sql'>): Promise<FirstCampaign> {
  const token = must(await issueSetupToken(server.sql), 'a fresh service has no user')
  const account = { email: 'solene.maury@exemple.fr', password: 'une phrase assez longue' }
  const response = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      administrator: { name: 'Solène Maury', ...account },
      campaign: {
        name: 'RIO mars 2026',
        template: 'mission_locale',
        lanes: [
          {
            name: 'Est',
            postCodes: ['75011', '75020'],
            managers: [{ name: 'Sandrine Poirier', email: 'sandrine.poirier@exemple.fr' }],
            officers: [{ name: 'Camille Aubry', email: 'camille.aubry@exemple.fr' }],
          },
          {
            name: 'Nord',
            postCodes: ['75018'],
            managers: [{ name: 'Hélène Garnier', email: 'helene.garnier@exemple.fr' }],
          },
        ],
      },
    }),
  })
  if (response.status !== 201) throw new Error(`set-up refused: ${await response.text()}`)
  return { ...setupAnswer.parse(await response.json()), ...account }
}
